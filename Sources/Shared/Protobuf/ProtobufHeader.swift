/// The head of one field: what must be known to take or to skip what follows it.
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
  /// The head's length in bytes: the tag and, unless the payload's length is fixed, the varint behind it.
  let length: Int
  /// The length in bytes of what follows the head; 0 for a varint, which is in the head.
  let payload: Int

  /// Reads a head; nil if the bytes end before it does.
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

  /// Reads a number of at most ten bytes (negative ones take all ten); nil if the bytes end before it does.
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
    // Two bytes: most lengths, and the tags of fields from 16 on.
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
