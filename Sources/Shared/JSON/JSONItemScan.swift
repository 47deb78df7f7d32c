/// Looks for the end of one JSON object, over as many pieces as it comes in.
struct JSONItemScan {
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
      let byte = bytes[offset]
      offset += 1
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
        return offset
      }
    }
    return offset
  }
}
