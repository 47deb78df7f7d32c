import Glibc

/// A pipe from a child process to us, and what came through it, up to a limit.
struct OutputPipe: ~Copyable {
  /// -1 after the end.
  private(set) var readEnd: Int32
  private(set) var writeEnd: Int32
  private(set) var bytes: [UInt8] = []
  private(set) var isOverfull = false
  private let limit: Int

  /// - Parameter limit: in bytes; what comes after is read and dropped.
  init(limit: Int) throws(ChildProcess.Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .cannotStart(code: errno) }
    (readEnd, writeEnd) = (ends[0], ends[1])
    self.limit = limit
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // One end only: the child's must block.
    _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
  }

  deinit { [readEnd, writeEnd].filter { $0 >= 0 }.forEach { close($0) } }

  mutating func closeWriteEnd() {
    close(writeEnd)
    writeEnd = -1
  }

  /// Takes what is there without waiting.
  mutating func drain() {
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    while readEnd >= 0 {
      let count = read(readEnd, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return }
      guard count > 0 else {
        close(readEnd)
        readEnd = -1
        return
      }
      keep(chunk[..<count])
    }
  }

  /// The bytes on one line, without what a terminal would obey.
  var text: String { String(decoding: bytes, as: UTF8.self).withoutControlCharacters.trimmed }

  private mutating func keep(_ chunk: ArraySlice<UInt8>) {
    bytes += chunk.prefix(limit - bytes.count)
    if bytes.count == limit { isOverfull = true }
  }
}
