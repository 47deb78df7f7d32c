import Glibc

/// How files are read: `readFile`, or a test's stand-in.
public typealias FileReading = (_ path: String) throws(FileError) -> [UInt8]

/// `readFile` during a run that may have to end.
func fileReading(_ stopSource: (any StopSource)?) -> FileReading {
  { path throws(FileError) in try readFile(path, stopSource: stopSource) }
}

/// A file's bytes.
///
/// - Parameters:
///   - limit: in bytes; a larger file is refused.
///   - patience: how long a pipe may bring nothing.
///   - stopSource: ends the wait for a pipe when the run is to end.
/// - Throws: `FileError`; its code is `ETIME` if a pipe brought nothing, and `ECANCELED` if the run is to end.
public func readFile(
  _ path: String, limit: Int = 16 << 20, patience: Duration = .seconds(10),
  stopSource: (any StopSource)? = nil
) throws(FileError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileError(path: path, code: errno, doing: "opening it") }
  defer { close(descriptor) }
  return try readToEnd(descriptor, path: path, limit: limit, patience: patience, stopSource: stopSource)
}

/// All that a descriptor still gives.
///
/// - Parameters:
///   - path: what the error calls it.
///   - limit: in bytes; more is refused.
///   - patience, stopSource: as with `readFile`.
func readToEnd(
  _ descriptor: Int32, path: String, limit: Int, patience: Duration, stopSource: (any StopSource)? = nil
) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    if let code = waitForInput(descriptor, patience, stopSource) {
      throw FileError(path: path, code: code, doing: "waiting for what the pipe brings")
    }
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 {
      if errno == EINTR || errno == EAGAIN { continue }
      throw FileError(path: path, code: errno, doing: "reading it")
    }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
    guard bytes.count <= limit else { throw FileError(path: path, code: 0, doing: "reading it") }
  }
}

/// Whether it is a plain file that not only its owner and a group can read.
func isReadableByEverybody(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_mode & S_IROTH != 0
}

/// A plain file never waits, and so can be read also when the run is to end.
///
/// - Returns: nil when there is something to read, or the end; else why the wait is over.
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

/// A file's bytes, and when it was last written (unix seconds), of one and the same opening.
public func readFileWithTime(
  _ path: String, limit: Int = 64 << 20
) throws(FileError) -> (bytes: [UInt8], modified: Int64) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileError(path: path, code: errno, doing: "opening it") }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else {
    throw FileError(path: path, code: errno, doing: "asking when it was written")
  }
  // A pipe can be read but once, and may keep its reader waiting for ever.
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw FileError(
      path: path, code: EINVAL, doing: "looking for a plain file (a pipe goes on standard input)")
  }
  let bytes = try readToEnd(descriptor, path: path, limit: limit, patience: .zero)
  return (bytes, Int64(status.st_mtim.tv_sec))
}
