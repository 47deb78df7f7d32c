import Glibc

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
