import Glibc

/// Standard output: what a tool has to say to other programs, and nothing else.
///
/// Collects what is written and passes it on in large pieces.
public final class StandardOutput {
  private static let pieceSize = 64 << 10
  private var pending: [UInt8] = []

  public init() {}

  public func write(line: String) throws(FileError) {
    pending.append(contentsOf: Secrets.hide(in: line).utf8)
    pending.append(UInt8(ascii: "\n"))
    if pending.count >= Self.pieceSize { try flush() }
  }

  public func flush() throws(FileError) {
    defer { pending.removeAll(keepingCapacity: true) }
    try writeAll(pending, to: STDOUT_FILENO, path: "standard output")
  }
}
