/// Finds the end of a JSON object that arrives in pieces.
struct JSONObjectEnd {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// Reads on to the object's closing bracket. Only counts brackets; the parser checks that they match.
  ///
  /// - Returns: the place after it; nil if it has not arrived yet.
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

  /// - Returns: the place after the string, or the end of the bytes.
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

  /// Skips bytes that are neither a quote nor a backslash, eight at a time.
  ///
  /// - Returns: the place of the first quote or backslash, or where fewer than eight bytes are left.
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

  /// Sets the highest bit of each zero byte. Bytes above the lowest zero byte may have it set too.
  private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
