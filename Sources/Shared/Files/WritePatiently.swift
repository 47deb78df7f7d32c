import Glibc

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
