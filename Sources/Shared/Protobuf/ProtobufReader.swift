/// Walks over the fields of one whole message, without copying anything.
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
