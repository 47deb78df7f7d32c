/// Walks over the fields of one whole message, without copying anything.
struct ProtobufReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The next field; nil at the end.
  @inline(__always)
  mutating func next() throws(ProtobufError) -> ProtobufField? {
    let left = bytes.count - offset
    guard left > 0 else { return nil }
    if left > 1, let field = shortField(left) { return field }
    return try anyField()
  }

  /// What most fields are: text, bytes or a message, the number below 16 and the length below 128, so that the
  /// head is two bytes.
  @inline(__always)
  private mutating func shortField(_ left: Int) -> ProtobufField? {
    let tag = bytes[offset]
    let count = Int(bytes[offset + 1])
    guard tag & 0x87 == ProtobufHeader.WireType.bytes.rawValue, tag > 7, count < 0x80, count <= left - 2
    else { return nil }
    let start = offset + 2
    offset = start + count
    return ProtobufField(
      number: UInt32(tag >> 3), wireType: .bytes, varint: 0,
      payload: UnsafeRawBufferPointer(rebasing: bytes[start..<offset]))
  }

  private mutating func anyField() throws(ProtobufError) -> ProtobufField {
    guard let header = try ProtobufHeader(bytes, at: offset),
      header.payload <= bytes.count - offset - header.length
    else { throw .truncated }
    let start = offset + header.length
    offset = start + header.payload
    return ProtobufField(
      number: header.number, wireType: header.wireType, varint: header.varint,
      payload: UnsafeRawBufferPointer(rebasing: bytes[start..<offset]))
  }
}
