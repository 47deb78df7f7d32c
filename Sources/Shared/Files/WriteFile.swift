import Glibc

/// Writes all bytes to a descriptor.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      throw FileError(path: path, code: errno, doing: "writing it")
    }
    done += count
  }
}

/// A reader that went away, or a limit on the size of files, shall be an error to report, not the end of the
/// process.
public func ignoreSignalsOfWriting() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
}

/// A standard descriptor that was closed would become our next file or connection, and a report be written into
/// it. `/dev/null` takes its place, opened so that using it is still an error.
public func occupyStandardDescriptors() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
    // The lowest that is free: this one.
    _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}

/// How long a wait for a pipe goes on without asking whether the run is to end.
let longestPoll: Duration = .milliseconds(100)

/// Writes to a descriptor behind which somebody reads: slowly perhaps, or no longer.
///
/// It waits in `poll`, never in `write`: a pipe that has room has room for `PIPE_BUF` bytes. Whether the
/// descriptor is `O_NONBLOCK` stays as it is, for it is shared with other processes.
///
/// - Parameter end: until when to wait for a reader; asked again during the wait.
/// - Returns: how many bytes were written when time was up; all of them otherwise.
func writePatiently(
  _ bytes: [UInt8], to descriptor: Int32, path: String, until end: () -> ContinuousClock.Instant
) throws(FileError) -> Int {
  var done = 0
  while done < bytes.count {
    guard waitForRoom(descriptor, until: end) else { return done }
    let count = bytes[done...].withUnsafeBytes {
      write(descriptor, $0.baseAddress, min($0.count, Int(PIPE_BUF)))
    }
    if count >= 0 {
      done += count
    } else if errno == EAGAIN {
      // Another writer was faster.
      guard .now < end() else { return done }
      usleep(1000)
    } else if errno != EINTR {
      throw FileError(path: path, code: errno, doing: "writing it")
    }
  }
  return done
}

/// - Returns: whether there is room, or an error to get; false when time is up.
private func waitForRoom(_ descriptor: Int32, until end: () -> ContinuousClock.Instant) -> Bool {
  while true {
    let left = max(.zero, end() - .now)
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    if poll(&wanted, 1, Int32(min(left, longestPoll).wholeMilliseconds)) > 0 { return true }
    if left == .zero { return false }
  }
}
