import Glibc

/// `readFile`, or a test's replacement.
public typealias FileReading = (_ path: String) throws(FileError) -> [UInt8]

/// `readFile` with a run's stop source.
func fileReading(_ stopSource: (any StopSource)?) -> FileReading {
  { path throws(FileError) in try readFile(path, stopSource: stopSource) }
}

/// A file's bytes.
///
/// - Parameters:
///   - limit: in bytes; a larger file is refused.
///   - patience: how long a pipe may stay silent.
///   - stopSource: ends the wait for a pipe when the run has to end.
/// - Throws: `FileError`. Its code is `ETIME` if a pipe stayed silent, and `ECANCELED` if the run has to end.
public func readFile(
  _ path: String, limit: Int = 16 << 20, patience: Duration = .seconds(10),
  stopSource: (any StopSource)? = nil
) throws(FileError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileError(path: path, code: errno, action: "open") }
  defer { close(descriptor) }
  return try readToEnd(descriptor, path: path, limit: limit, patience: patience, stopSource: stopSource)
}

/// Reads a descriptor to the end.
///
/// - Parameters:
///   - path: its name in errors.
///   - limit: in bytes; more is refused.
///   - patience, stopSource: as with `readFile`.
func readToEnd(
  _ descriptor: Int32, path: String, limit: Int, patience: Duration, stopSource: (any StopSource)? = nil
) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    if let code = waitForInput(descriptor, patience, stopSource) {
      throw FileError(
        path: path, code: code, action: "read", reason: code == ETIME ? "no data arrived in time" : nil)
    }
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 {
      if errno == EINTR || errno == EAGAIN { continue }
      throw FileError(path: path, code: errno, action: "read")
    }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
    guard bytes.count <= limit else { throw FileError(path: path, code: 0, action: "read") }
  }
}

/// Whether it is a regular file that all users can read.
func isReadableByEverybody(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_mode & S_IROTH != 0
}

/// Waits until there is something to read. A regular file never waits, so it can be read even when the run has to
/// end.
///
/// - Returns: nil if there is data or the end; else the error number that ended the wait.
private func waitForInput(
  _ descriptor: Int32, _ patience: Duration, _ stopSource: (any StopSource)?
) -> Int32? {
  var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  let end = ContinuousClock.now + patience
  var wait = Duration.zero
  while poll(&wanted, 1, Int32(wait.wholeMilliseconds)) == 0 {
    let now = ContinuousClock.now
    if let stopSource, stopSource.state(at: now) != .running { return ECANCELED }
    guard now < end else { return ETIME }
    wait = min(longestPoll, end - now)
  }
  return nil
}

/// A file's bytes and modification time (unix seconds), both from the same open file.
public func readFileWithTime(
  _ path: String, limit: Int = 64 << 20
) throws(FileError) -> (bytes: [UInt8], modified: Int64) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileError(path: path, code: errno, action: "open") }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else {
    throw FileError(path: path, code: errno, action: "read the modification time of")
  }
  // A pipe can be read only once, and may block forever.
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw FileError(
      path: path, code: EINVAL, action: "read",
      reason: "it is not a regular file (use standard input for a pipe)")
  }
  let bytes = try readToEnd(descriptor, path: path, limit: limit, patience: .zero)
  return (bytes, Int64(status.st_mtim.tv_sec))
}
