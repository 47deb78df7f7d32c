/// Finds wanted keys by their bytes, so that no text is made of the unwanted ones.
struct KeyMatcher: Sendable {
  let keys: [String]
  /// All keys' bytes, one behind the other, and where each ends: nothing in the loop is reference-counted.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// A bit for each length that a key has, the last for all that are longer: most candidates have none of
  /// these, and are not looked at any further.
  private var lengths: UInt64 = 0

  init(_ keys: [String]) {
    self.keys = keys
    for key in keys {
      bytes += Array(key.utf8)
      ends.append(bytes.count)
      lengths |= Self.bit(key.utf8.count)
    }
  }

  private static func bit(_ length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }

  func match(_ candidate: UnsafeRawBufferPointer) -> String? {
    guard lengths & Self.bit(candidate.count) != 0 else { return nil }
    return bytes.withUnsafeBytes { bytes in
      var start = 0
      for (index, end) in ends.enumerated() {
        let key = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        if candidate.sameBytes(as: key) { return keys[index] }
        start = end
      }
      return nil
    }
  }
}

/// Labels or annotations, of which only the wanted are kept.
extension KeyMatcher {
  func texts(_ map: JSONCursor) throws(JSONError) -> WantedTexts {
    var texts = WantedTexts()
    for key in keys {
      if let value = try map[key].optionalString() { texts.set(key, value) }
    }
    return texts
  }

  /// Reads one entry of a map in protobuf. What is behind an unwanted key is not looked at.
  func read(_ entry: ProtobufReader, into texts: inout WantedTexts) throws(ProtobufError) {
    if lengths == 0 { return }
    var reader = entry
    var wanted = match(UnsafeRawBufferPointer(start: nil, count: 0))
    var value = UnsafeRawBufferPointer(start: nil, count: 0)
    while let field = try reader.next() {
      switch field.number {
      case 1:
        wanted = match(try field.bytes())
        if wanted == nil { return }
      case 2: value = try field.bytes()
      default: break
      }
    }
    if let key = wanted { texts.set(key, String(decoding: value, as: UTF8.self)) }
  }
}
