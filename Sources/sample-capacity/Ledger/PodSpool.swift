import Glibc
import Shared

/// Keeps lines until the list that they are about is complete, a few in memory and many in a file that has no name.
///
/// A list that fails must leave nothing in the ledger: lines that never count would push out its oldest days.
final class PodSpool {
  /// In bytes.
  static let memoryLimit = 256 << 10
  private static let name = ".pods.spool"

  private let folder: OpenFolder
  private var pending: [UInt8] = []
  private var descriptor: Int32?
  private var failure: LedgerError?
  /// How many lines there are.
  private(set) var count = 0

  init(in folder: OpenFolder) { self.folder = folder }

  deinit { if let descriptor { close(descriptor) } }

  /// Forgets all lines.
  func removeAll() {
    pending.removeAll(keepingCapacity: true)
    count = 0
    failure = nil
    if let descriptor, ftruncate(descriptor, 0) != 0 || lseek(descriptor, 0, SEEK_SET) != 0 {
      close(descriptor)
      self.descriptor = nil
    }
  }

  /// Adds a line. An error is thrown by `read`, so that the list goes on.
  func add(_ line: JSONValue) {
    guard failure == nil else { return }
    do {
      pending.append(contentsOf: try line.serialized().utf8)
      pending.append(UInt8(ascii: "\n"))
      count += 1
      if pending.count > Self.memoryLimit { try spill() }
    } catch let error as LedgerError {
      failure = error
    } catch {
      failure = .unwritable(error as? JSONError ?? JSONError(problem: "\(error)"))
    }
  }

  private func spill() throws {
    do throws(FileError) {
      let file = try opened()
      try writeAll(pending, to: file, path: folder.path(Self.name))
    } catch { throw LedgerError.file(error, .ioerr) }
    pending.removeAll(keepingCapacity: true)
  }

  private func opened() throws(FileError) -> Int32 {
    if let descriptor { return descriptor }
    // Whoever still has the name uses a file that has lost it already, or was killed before it lost it.
    try folder.remove(Self.name)
    let file = try folder.open(Self.name, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
    descriptor = file
    try folder.remove(Self.name)
    return file
  }

  /// Passes on all lines, in order and without their ends.
  func read(_ body: (String) throws(LedgerError) -> Void) throws(LedgerError) {
    if let failure { throw failure }
    var rest: [UInt8] = []
    if let descriptor {
      var offset: off_t = 0
      while true {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        let size = pread(descriptor, &chunk, chunk.count, offset)
        guard size >= 0 else {
          if errno == EINTR { continue }
          throw .file(FileError(path: folder.path(Self.name), code: errno, action: "read"), .ioerr)
        }
        if size == 0 { break }
        offset += off_t(size)
        rest += chunk[..<size]
        try Self.takeLines(&rest, body)
      }
    }
    rest += pending
    try Self.takeLines(&rest, body)
  }

  private static func takeLines(
    _ bytes: inout [UInt8], _ body: (String) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      try body(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end + 1
    }
    bytes.removeFirst(start)
  }
}
