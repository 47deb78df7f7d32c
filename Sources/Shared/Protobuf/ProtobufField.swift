/// One field of a message. Its bytes live as long as the message's.
struct ProtobufField {
  let header: ProtobufHeader
  let payload: UnsafeRawBufferPointer

  @inline(__always)
  var number: UInt32 { header.number }

  /// What a string, bytes or a submessage consists of.
  @inline(__always)
  func bytes() throws(ProtobufError) -> UnsafeRawBufferPointer {
    guard header.wireType == .bytes else { throw .mismatch(field: number) }
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
    guard header.wireType == .varint else { throw .mismatch(field: number) }
    return Int64(bitPattern: header.varint)
  }

  func bool() throws(ProtobufError) -> Bool {
    try integer() != 0
  }
}
