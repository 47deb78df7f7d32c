/// Writes protobuf for tests, such as `.message(1, .text(2, "v1"))`.
struct ProtobufBytes: ExpressibleByArrayLiteral {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
  init(arrayLiteral elements: ProtobufBytes...) { bytes = elements.flatMap(\.bytes) }

  static func varint(_ number: UInt64) -> [UInt8] {
    number < 0x80 ? [UInt8(number)] : [UInt8(number & 0x7f) | 0x80] + varint(number >> 7)
  }

  static func number(_ field: UInt64, _ number: Int64) -> ProtobufBytes {
    ProtobufBytes(varint(field << 3) + varint(UInt64(bitPattern: number)))
  }

  static func bytes(_ field: UInt64, _ bytes: [UInt8]) -> ProtobufBytes {
    ProtobufBytes(varint(field << 3 | 2) + varint(UInt64(bytes.count)) + bytes)
  }

  static func text(_ field: UInt64, _ text: String) -> ProtobufBytes { bytes(field, Array(text.utf8)) }

  static func message(_ field: UInt64, _ parts: ProtobufBytes...) -> ProtobufBytes {
    bytes(field, parts.flatMap(\.bytes))
  }

  /// A map entry.
  static func entry(_ field: UInt64, _ key: String, _ value: String) -> ProtobufBytes {
    message(field, text(1, key), text(2, value))
  }
}

/// A whole response: the magic bytes and the envelope, as the API server writes them.
func protobufReply(_ kind: String, _ parts: ProtobufBytes...) -> [UInt8] {
  protobufReply([
    .message(1, .text(1, "v1"), .text(2, kind)), .bytes(2, parts.flatMap(\.bytes)), .text(3, ""),
    .text(4, ""),
  ])
}

/// A response with the given envelope.
func protobufReply(_ envelope: ProtobufBytes) -> [UInt8] {
  Array("k8s\0".utf8) + envelope.bytes
}
