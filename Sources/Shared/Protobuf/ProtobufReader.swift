/// Iterates over the fields of one complete message without copying.
struct ProtobufReader {
  private var rest: UnsafeRawBufferPointer

  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

  /// The next field; nil at the end.
  @inline(__always)
  mutating func next() throws(ProtobufError) -> ProtobufField? {
    guard let start = rest.baseAddress, !rest.isEmpty else { return nil }
    guard let header = try ProtobufHeader(rest, at: 0), header.payload <= rest.count - header.length else {
      throw .truncated
    }
    let whole = header.length + header.payload
    rest = UnsafeRawBufferPointer(start: start + whole, count: rest.count - whole)
    return ProtobufField(
      number: header.number, wireType: header.wireType, varint: header.varint,
      payload: UnsafeRawBufferPointer(start: start + header.length, count: header.payload))
  }
}

/// One field of a message. Its bytes are valid as long as the message's.
struct ProtobufField {
  let number: UInt32
  let wireType: ProtobufHeader.WireType
  /// A varint field's value.
  let varint: UInt64
  /// The bytes after the header; empty for a varint.
  let payload: UnsafeRawBufferPointer

  /// The contents of a string, bytes or a submessage.
  @inline(__always)
  func bytes() throws(ProtobufError) -> UnsafeRawBufferPointer {
    guard wireType == .bytes else { throw .mismatch(field: number) }
    return payload
  }

  @inline(__always)
  func message() throws(ProtobufError) -> ProtobufReader {
    ProtobufReader(try bytes())
  }

  /// Repairs invalid UTF-8.
  @inline(__always)
  func string() throws(ProtobufError) -> String {
    String(decoding: try bytes(), as: UTF8.self)
  }

  /// nil for an empty string, which the API server writes for an unset one.
  func optionalString() throws(ProtobufError) -> String? {
    let text = try bytes()
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  /// The value of an `int64` or `int32`.
  func integer() throws(ProtobufError) -> Int64 {
    guard wireType == .varint else { throw .mismatch(field: number) }
    return Int64(bitPattern: varint)
  }

  func bool() throws(ProtobufError) -> Bool {
    try integer() != 0
  }
}

/// A field's header: what is needed to read or skip the payload after it.
///
/// Wire format: https://protobuf.dev/programming-guides/encoding/
struct ProtobufHeader {
  enum WireType: UInt8 {
    case varint = 0
    case fixed64 = 1
    case bytes = 2
    case fixed32 = 5
  }

  let number: UInt32
  let wireType: WireType
  /// A varint field's value.
  let varint: UInt64
  /// The header's length in bytes: the tag and, unless the payload's length is fixed, the varint after it.
  let length: Int
  /// The payload's length in bytes; 0 for a varint, which is part of the header.
  let payload: Int

  /// Reads a header; nil if the bytes end before it does.
  @inline(__always)
  init?(_ bytes: UnsafeRawBufferPointer, at start: Int) throws(ProtobufError) {
    var offset = start
    guard let tag = try Self.varint(bytes, at: &offset) else { return nil }
    guard tag > 7, tag <= UInt64(UInt32.max) else { throw .fieldNumber }
    number = UInt32(truncatingIfNeeded: tag >> 3)
    switch UInt8(truncatingIfNeeded: tag & 7) {
    case WireType.bytes.rawValue:
      guard let count = try Self.varint(bytes, at: &offset) else { return nil }
      guard count <= UInt64(Int32.max) << 16 else { throw .overlongNumber }
      (wireType, varint, payload) = (.bytes, 0, Int(truncatingIfNeeded: count))
    case WireType.varint.rawValue:
      guard let value = try Self.varint(bytes, at: &offset) else { return nil }
      (wireType, varint, payload) = (.varint, value, 0)
    case WireType.fixed64.rawValue: (wireType, varint, payload) = (.fixed64, 0, 8)
    case WireType.fixed32.rawValue: (wireType, varint, payload) = (.fixed32, 0, 4)
    case let other: throw .wireType(other)
    }
    length = offset - start
  }

  /// Reads a number of at most ten bytes (negative numbers take all ten); nil if the bytes end before it does.
  @inline(__always)
  private static func varint(
    _ bytes: UnsafeRawBufferPointer, at offset: inout Int
  ) throws(ProtobufError) -> UInt64? {
    guard offset < bytes.count else { return nil }
    let first = bytes[offset]
    if first < 0x80 {
      offset += 1
      return UInt64(first)
    }
    // Two bytes: most lengths, and the tags of fields 16 and above.
    if offset + 1 < bytes.count, bytes[offset + 1] < 0x80 {
      let second = bytes[offset + 1]
      offset += 2
      return UInt64(first & 0x7f) | UInt64(second) << 7
    }
    return try longVarint(bytes, at: &offset)
  }

  private static func longVarint(
    _ bytes: UnsafeRawBufferPointer, at offset: inout Int
  ) throws(ProtobufError) -> UInt64? {
    var value: UInt64 = 0
    for index in 0..<10 {
      guard offset + index < bytes.count else { return nil }
      let byte = bytes[offset + index]
      guard index < 9 || byte <= 1 else { throw .overlongNumber }
      value |= UInt64(byte & 0x7f) << UInt64(7 * index)
      if byte < 0x80 {
        offset += index + 1
        return value
      }
    }
    throw .overlongNumber
  }
}

/// Why bytes are not protobuf, or not the expected message.
enum ProtobufError: Error, Equatable, CustomStringConvertible {
  /// A field extends past the end.
  case truncated
  /// A number of more than 64 bits, or a length that exceeds any memory.
  case overlongNumber
  /// A field number of 0, or of more than 29 bits.
  case fieldNumber
  /// A wire type that is unused (6, 7) or deprecated (3, 4).
  case wireType(UInt8)
  /// A known field with the wrong wire type.
  case mismatch(field: UInt32)

  var description: String {
    switch self {
    case .truncated: "not protobuf: a field extends past the end"
    case .overlongNumber: "not protobuf: a number is too large"
    case .fieldNumber: "not protobuf: a field number is out of range"
    case .wireType(let type): "not protobuf: wire type \(type)"
    case .mismatch(let field): "protobuf field \(field) has the wrong type"
    }
  }
}
