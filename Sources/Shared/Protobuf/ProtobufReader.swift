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
    guard offset < bytes.count else { return nil }
    guard let header = try ProtobufHeader(bytes, at: offset),
      header.payload <= bytes.count - offset - header.length
    else { throw .truncated }
    let start = offset + header.length
    offset = start + header.payload
    return ProtobufField(
      header: header, payload: UnsafeRawBufferPointer(rebasing: bytes[start..<offset]))
  }
}
