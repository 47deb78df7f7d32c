/// One field of a message. Its bytes live as long as the message's.
struct ProtobufField {
  let number: UInt32
  let wireType: ProtobufHeader.WireType
  /// A varint field's value.
  let varint: UInt64
  /// What follows the head; nothing for a varint.
  let payload: UnsafeRawBufferPointer

  /// What a string, bytes or a submessage consists of.
  @inline(__always)
  func bytes() throws(ProtobufError) -> UnsafeRawBufferPointer {
    guard wireType == .bytes else { throw .mismatch(field: number) }
    return payload
  }

  @inline(__always)
  func message() throws(ProtobufError) -> ProtobufReader {
    ProtobufReader(try bytes())
  }

  /// Invalid UTF-8 is repaired.
  @inline(__always)
  func string() throws(ProtobufError) -> String {
    String(decoding: try bytes(), as: UTF8.self)
  }

  /// nil for the empty text, which the API server writes for a text that is not set.
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
