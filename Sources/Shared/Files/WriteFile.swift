import Glibc

/// Writes all bytes to a descriptor.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      if errno == EINTR { continue }
      throw FileError(path: path, code: errno, action: "write to")
    }
    done += count
  }
}

/// Makes a closed pipe or a file size limit an error to report instead of a signal that ends the process.
public func ignoreSignalsOfWriting() {
  signal(SIGPIPE, SIG_IGN)
  signal(SIGXFSZ, SIG_IGN)
}

/// Fills closed standard descriptors with `/dev/null`, opened so that using it still fails. Otherwise the next file
/// or connection would get the descriptor, and a report could be written into it.
public func occupyStandardDescriptors() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
    // open(2) returns the lowest free descriptor: this one.
    _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
  }
}

/// The longest wait for a pipe between two checks whether the run has to end.
let longestPoll: Duration = .milliseconds(100)

/// Writes to a descriptor whose reader may be slow or stalled.
///
/// It waits in `poll`, never in `write`: a pipe that polls writable has room for `PIPE_BUF` bytes. It does not set
/// `O_NONBLOCK`, because other processes share the descriptor.
///
/// - Parameter end: when to stop waiting for the reader; called repeatedly during the wait.
/// - Returns: how many bytes were written; fewer than all if time ran out.
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
      // Another writer filled the pipe.
      guard .now < end() else { return done }
      usleep(1000)
    } else if errno != EINTR {
      throw FileError(path: path, code: errno, action: "write to")
    }
  }
  return done
}

/// - Returns: whether there is room, or an error to pick up; false if time ran out.
private func waitForRoom(_ descriptor: Int32, until end: () -> ContinuousClock.Instant) -> Bool {
  while true {
    let left = max(.zero, end() - .now)
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    if poll(&wanted, 1, Int32(min(left, longestPoll).wholeMilliseconds)) > 0 { return true }
    if left == .zero { return false }
  }
}
