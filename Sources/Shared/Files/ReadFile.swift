import Glibc

/// A file's bytes.
///
/// - Parameter limit: in bytes; a larger file is refused.
public func readFile(_ path: String, limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw FileError(path: path, code: errno, doing: "opening it") }
  defer { close(descriptor) }
  return try readToEnd(descriptor, path: path, limit: limit)
}

/// All that a descriptor still gives.
///
/// - Parameters:
///   - path: what the error calls it.
///   - limit: in bytes; more is refused.
public func readToEnd(_ descriptor: Int32, path: String, limit: Int) throws(FileError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 64 << 10)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 {
      if errno == EINTR { continue }
      throw FileError(path: path, code: errno, doing: "reading it")
    }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
    guard bytes.count <= limit else { throw FileError(path: path, code: 0, doing: "reading it") }
  }
}
