/// Looks for the end of one JSON object, over as many pieces as it comes in.
struct JSONObjectEnd {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// Reads on until the object's closing bracket. Brackets are only counted: that they match is for the
  /// parser to say.
  ///
  /// - Returns: the place behind it; nil if it has not come yet.
  mutating func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var offset = start
    while offset < bytes.count {
      if isInString {
        offset = skipString(bytes, from: offset)
        continue
      }
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return offset }
      default: break
      }
    }
    return nil
  }

  /// - Returns: the place behind the string, or the end of the bytes.
  private mutating func skipString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      if isEscaped {
        isEscaped = false
        offset += 1
        continue
      }
      offset = skipPlain(bytes, from: offset)
      guard offset < bytes.count else { break }
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
        return offset
      }
    }
    return offset
  }

  /// Skips, eight at a time, bytes that are neither a quote nor a backslash.
  ///
  /// - Returns: the place of the first that is, or where fewer than eight are left.
  private func skipPlain(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var offset = start
    while offset + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let found = zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x5c5c_5c5c_5c5c_5c5c)
      if found != 0 { return offset + found.trailingZeroBitCount / 8 }
      offset += 8
    }
    return offset
  }

  /// The highest bit of each byte that is zero; above the lowest such byte also of some that are not.
  private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
