/// Walks over the fields of one whole message, without copying anything.
struct ProtobufReader {
  /// The first byte that has not been read; nil for an empty message.
  private var cursor: UnsafeRawPointer?
  private var left: Int

  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer) {
    cursor = bytes.baseAddress
    left = bytes.count
  }

  /// The next field; nil at the end.
  @inline(__always)
  mutating func next() throws(ProtobufError) -> ProtobufField? {
    guard left > 0, let cursor else { return nil }
    if let field = usualField(cursor) { return field }
    return try anyField(cursor)
  }

  /// What nearly all fields are: a tag of one or two bytes, with a length of one or two bytes, or a number, behind
  /// it. nil for the others, and for what is no field at all.
  @inline(__always)
  private mutating func usualField(_ start: UnsafeRawPointer) -> ProtobufField? {
    var length = 0
    guard let tag = shortVarint(start, &length), tag > 7 else { return nil }
    switch UInt8(truncatingIfNeeded: tag & 7) {
    case ProtobufHeader.WireType.bytes.rawValue:
      guard let count = shortVarint(start, &length).map(Int.init), count <= left - length else { return nil }
      take(length + count, from: start)
      return ProtobufField(
        number: tag >> 3, wireType: .bytes, varint: 0,
        payload: UnsafeRawBufferPointer(start: start + length, count: count))
    case ProtobufHeader.WireType.varint.rawValue:
      guard let number = varint(start, &length) else { return nil }
      take(length, from: start)
      return ProtobufField(
        number: tag >> 3, wireType: .varint, varint: number,
        payload: UnsafeRawBufferPointer(start: start + length, count: 0))
    default: return nil
    }
  }

  /// A number of at most two bytes; nil if it is longer, or the message ends before it does.
  @inline(__always)
  private func shortVarint(_ start: UnsafeRawPointer, _ offset: inout Int) -> UInt32? {
    guard offset < left else { return nil }
    let first = UInt32(start.load(fromByteOffset: offset, as: UInt8.self))
    offset += 1
    if first < 0x80 { return first }
    guard offset < left else { return nil }
    let second = UInt32(start.load(fromByteOffset: offset, as: UInt8.self))
    offset += 1
    return second < 0x80 ? first & 0x7f | second << 7 : nil
  }

  /// A number of at most eight bytes, such as seconds since 1970; nil for the others.
  private func varint(_ start: UnsafeRawPointer, _ offset: inout Int) -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: 0, to: 56 as UInt64, by: 7) {
      guard offset < left else { return nil }
      let byte = start.load(fromByteOffset: offset, as: UInt8.self)
      offset += 1
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return number }
    }
    return nil
  }

  @inline(__always)
  private mutating func take(_ count: Int, from start: UnsafeRawPointer) {
    cursor = start + count
    left -= count
  }

  @inline(never)
  private mutating func anyField(_ start: UnsafeRawPointer) throws(ProtobufError) -> ProtobufField {
    let bytes = UnsafeRawBufferPointer(start: start, count: left)
    guard let header = try ProtobufHeader(bytes, at: 0), header.payload <= left - header.length else {
      throw .truncated
    }
    take(header.length + header.payload, from: start)
    return ProtobufField(
      number: header.number, wireType: header.wireType, varint: header.varint,
      payload: UnsafeRawBufferPointer(start: start + header.length, count: header.payload))
  }
}
