/// Reads a watch's answer as its bytes arrive: JSON objects one after the other, or frames of a 4-byte big-endian
/// length and a protobuf message. It holds at most one event in memory.
struct WatchReader {
  /// The most bytes of one event: etcd's limit for an object is far below.
  static let eventLimit = 16 << 20

  private let encoding: ReplyEncoding
  private let limit: Int
  /// The beginning of an event whose end has not arrived.
  private var pending: [UInt8] = []
  private var objectEnd = JSONObjectEnd()

  /// - Throws: `ReplyError` if the answer is neither JSON nor protobuf.
  init(contentType: String?, limit: Int = eventLimit) throws(ReplyError) {
    guard let encoding = ReplyEncoding(contentType: contentType) else {
      let shown = contentType.map { "\"\($0.beginning(100))\"" } ?? "missing"
      throw .malformed("its Content-Type is \(shown), neither JSON nor Kubernetes' protobuf")
    }
    self.encoding = encoding
    self.limit = limit
  }

  /// Takes the next bytes, split anywhere.
  ///
  /// - Throws: `ReplyError`, and what `event` throws.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, event: (WatchEvent) throws -> Void) throws {
    switch encoding {
    case .json: try receive(json: bytes, event)
    case .protobuf: try receive(protobuf: bytes, event)
    }
  }

  /// - Throws: `ReplyError` if the answer ended in the middle of an event.
  func finish() throws(ReplyError) {
    guard pending.isEmpty else { throw .cut }
  }

  private mutating func receive(json bytes: UnsafeRawBufferPointer, _ event: (WatchEvent) throws -> Void)
    throws
  {
    var start = 0
    while true {
      if pending.isEmpty {
        while start < bytes.count, Self.isSpace(bytes[start]) { start += 1 }
        guard start < bytes.count else { return }
        guard bytes[start] == UInt8(ascii: "{") else {
          throw ReplyError.malformed("an event is not a JSON object: \(printable(bytes.prefix(100)) ?? "")")
        }
      }
      let end = objectEnd.end(in: bytes, from: start)
      let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<(end ?? bytes.count)])
      guard pending.count + piece.count <= limit else { throw ReplyError.tooLarge("an event", limit: limit) }
      guard let end else { return pending.append(contentsOf: piece) }
      try take(piece) { try event(WatchEvent(json: $0)) }
      objectEnd = JSONObjectEnd()
      start = end
    }
  }

  private mutating func receive(
    protobuf bytes: UnsafeRawBufferPointer, _ event: (WatchEvent) throws -> Void
  ) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      if pending.count < 4 {
        let missing = rest.prefix(4 - pending.count)
        pending.append(contentsOf: missing)
        rest = rest.dropFirst(missing.count)
        guard pending.count == 4 else { return }
      }
      let length = pending[..<4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= limit else { throw ReplyError.tooLarge("an event", limit: limit) }
      let piece = rest.prefix(4 + length - pending.count)
      pending.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      guard pending.count == 4 + length else { return }
      try pending.withUnsafeBytes {
        try event(WatchEvent(protobuf: UnsafeRawBufferPointer(rebasing: $0[4...])))
      }
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Passes on an event's last piece together with what came before.
  private mutating func take(
    _ piece: UnsafeRawBufferPointer, _ whole: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard !pending.isEmpty else { return try whole(piece) }
    pending.append(contentsOf: piece)
    try pending.withUnsafeBytes(whole)
    pending.removeAll(keepingCapacity: true)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0d].contains(byte) }
}
