import Glibc

/// How files are read: `readFile`, or a test's stand-in.
public typealias FileReading = (_ path: String) throws(FileError) -> [UInt8]

/// A file's bytes.
///
/// - Parameters:
///   - limit: in bytes; a larger file is refused.
///   - patience: how long a pipe may bring nothing, in milliseconds. Signals are blocked during a run, so that
///     nothing else would end the wait for whoever shall write into it.
public func readFile(
  _ path: String, limit: Int = 16 << 20, patience: Int32 = 10_000
) throws(FileError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { throw FileError(path: path, code: errno, doing: "opening it") }
  defer { close(descriptor) }
  return try readToEnd(descriptor, path: path, limit: limit, patience: patience)
}

/// All that a descriptor still gives.
///
/// - Parameters:
///   - path: what the error calls it.
///   - limit: in bytes; more is refused.
///   - patience: as with `readFile`.
func readToEnd(
  _ descriptor: Int32, path: String, limit: Int, patience: Int32
) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, patience) != 0 else {
      throw FileError(path: path, code: ETIME, doing: "waiting for what the pipe brings")
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
