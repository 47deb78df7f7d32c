/// Bytes of a text in which escape sequences of JSON (`\u0041`, `\"`), of URLs (`%41`) and of HTML (`&#65;`,
/// `&#x41;`) may stand for ASCII characters. JSON within JSON doubles the backslashes.
struct EscapedBytes {
  /// What an escape sequence begins with.
  static let introducers = Array("\\%&".utf8)

  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var count: Int { bytes.count }

  subscript(place: Int) -> UInt8 { bytes[place] }

  subscript(range: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>> { bytes[range] }

  /// The byte that stands at a place, and how many bytes it takes.
  func unit(at place: Int) -> (byte: UInt8, length: Int) {
    switch bytes[place] {
    case UInt8(ascii: "\\"): backslashed(place)
    case UInt8(ascii: "%"): number(place + 1, digits: 2, radix: 16).map { ($0, 3) } ?? (bytes[place], 1)
    case UInt8(ascii: "&"): html(place) ?? (bytes[place], 1)
    default: (bytes[place], 1)
    }
  }

  /// Where `pattern` ends if it begins at `start`, each of its bytes escaped or not.
  func end(of pattern: [UInt8], from start: Int) -> Int? {
    var place = start
    for wanted in pattern {
      guard place < bytes.count else { return nil }
      let (byte, length) = unit(at: place)
      if byte == wanted || byte == UInt8(ascii: " ") && wanted == UInt8(ascii: "\n") {
        place += length
      } else if bytes[place] == wanted {
        place += 1
      } else {
        return nil
      }
    }
    return place
  }

  /// More backslashes in a row escape nothing that anybody writes; a pod's annotation may be full of them.
  private static let longestRun = 32

  private func backslashed(_ place: Int) -> (byte: UInt8, length: Int) {
    let backslash = UInt8(ascii: "\\")
    var next = place
    let limit = min(bytes.count, place + Self.longestRun)
    while next < limit, bytes[next] == backslash { next += 1 }
    let plain = (byte: backslash, length: min(2, next - place))
    guard next < bytes.count else { return plain }
    let length = next + 1 - place
    switch bytes[next] {
    case UInt8(ascii: "u"): return number(next + 1, digits: 4, radix: 16).map { ($0, length + 4) } ?? plain
    case UInt8(ascii: "x"): return number(next + 1, digits: 2, radix: 16).map { ($0, length + 2) } ?? plain
    case UInt8(ascii: "n"): return (UInt8(ascii: "\n"), length)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "/"): return (bytes[next], length)
    default: return plain
    }
  }

  private func html(_ place: Int) -> (byte: UInt8, length: Int)? {
    guard place + 3 < bytes.count, bytes[place + 1] == UInt8(ascii: "#") else { return nil }
    let isHex = bytes[place + 2] | 0x20 == UInt8(ascii: "x")
    let start = place + (isHex ? 3 : 2)
    guard let end = bytes[start..<min(start + 8, bytes.count)].firstIndex(of: UInt8(ascii: ";")),
      let byte = number(start, digits: end - start, radix: isHex ? 16 : 10)
    else { return nil }
    return (byte, end + 1 - place)
  }

  /// nil if there are not that many digits, or if it is no ASCII character.
  private func number(_ start: Int, digits: Int, radix: Int) -> UInt8? {
    guard digits > 0, start + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<start + digits] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else { return nil }
      value = value * radix + digit
    }
    return value < 0x80 ? UInt8(value) : nil
  }
}
