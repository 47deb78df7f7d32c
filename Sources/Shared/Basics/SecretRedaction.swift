import FoundationEssentials
import Synchronization

/// All secrets of this process. Every output is searched for them, because a server may repeat what it received
/// in any encoding.
public enum Secrets {
  private static let known = Mutex(SecretPatterns())

  /// For texts that are not a `Secret`; a `Secret` adds itself.
  public static func add(_ secret: String) {
    known.withLock { $0.add(secret) }
  }

  /// Adds user and password as HTTP basic authentication sends them.
  static func add(basic user: String, _ password: String) {
    add(Data("\(user):\(password)".utf8).base64EncodedString())
  }

  /// Replaces each secret in the text with `***`. Call it last before writing any output, and before cutting a text
  /// from elsewhere: a cut could leave half a secret, which is no longer recognized.
  public static func hide(in text: String) -> String {
    known.withLock { $0 }.hide(in: text)
  }
}

extension String {
  /// The first `limit` characters of a text from elsewhere, with secrets hidden before the cut.
  public func beginning(_ limit: Int) -> String { String(Secrets.hide(in: self).prefix(limit)) }
}

/// Secrets to look for, in plain text and in base64, with or without escape sequences.
public struct SecretPatterns: Sendable {
  /// A shorter one would match unrelated words.
  private static let leastLength = 8

  private var known: Set<String> = []
  /// Indexed by first byte.
  private var patterns = [[[UInt8]]](repeating: [], count: 256)
  /// Whether a secret, escaped or not, may begin with these two bytes. Rules out nearly everything quickly.
  private var mayBegin = [Bool](repeating: false, count: 1 << 16)

  public init() {}

  public mutating func add(_ secret: String) {
    let secret = secret.trimmed
    guard secret.utf8.count >= Self.leastLength, known.insert(secret).inserted else { return }
    add(Array(secret.utf8))
    let base64 = Data(secret.utf8).base64EncodedString()
    add(Array(base64.utf8.prefix { $0 != UInt8(ascii: "=") }))
    // Within a longer text, such as "Bearer " and the secret, only these digits stay the same.
    for skipped in 0...2 {
      let shifted = Data(repeating: 0, count: skipped) + Data(secret.utf8)
      let digits = shifted.base64EncodedString().utf8.prefix(shifted.count * 8 / 6)
      add(Array(digits.dropFirst((skipped * 8 + 5) / 6)))
    }
    for introducer in EscapedBytes.introducers {
      for next in UInt8.min...UInt8.max { mayBegin[Self.pair(introducer, next)] = true }
    }
  }

  private mutating func add(_ pattern: [UInt8]) {
    patterns[Int(pattern[0])].append(pattern)
    for next in EscapedBytes.introducers + [pattern[1]] { mayBegin[Self.pair(pattern[0], next)] = true }
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 8 | Int(second) }

  /// Replaces each secret in the text with `***`.
  public func hide(in text: String) -> String {
    guard !known.isEmpty else { return text }
    var text = text
    return text.withUTF8 { bytes in
      hide(in: EscapedBytes(bytes)).map { String(decoding: $0, as: UTF8.self) }
    } ?? text
  }

  /// nil if the bytes hold no secret.
  private func hide(in bytes: EscapedBytes) -> [UInt8]? {
    var hidden: [UInt8] = []
    var copied = 0
    var place = 0
    while let candidate = nextCandidate(bytes, from: place) {
      guard let end = endOfSecret(bytes, from: candidate) else {
        place = candidate + 1
        continue
      }
      hidden += bytes[copied..<candidate] + Array("***".utf8)
      (copied, place) = (end, end)
    }
    return copied == 0 ? nil : hidden + bytes[copied..<bytes.count]
  }

  private func nextCandidate(_ bytes: EscapedBytes, from start: Int) -> Int? {
    mayBegin.withUnsafeBufferPointer { mayBegin in
      var place = start
      while place + 1 < bytes.count {
        if mayBegin[Self.pair(bytes[place], bytes[place + 1])] { return place }
        place += 1
      }
      return nil
    }
  }

  /// The end of the longest secret that begins at `start`.
  private func endOfSecret(_ bytes: EscapedBytes, from start: Int) -> Int? {
    let first = bytes.unit(at: start).byte
    let end = endOfSecret(bytes, from: start, first)
    guard end == nil, first != bytes[start] else { return end }
    return endOfSecret(bytes, from: start, bytes[start])
  }

  private func endOfSecret(_ bytes: EscapedBytes, from start: Int, _ first: UInt8) -> Int? {
    var longest: Int?
    for pattern in patterns[Int(first)] {
      guard let end = bytes.end(of: pattern, from: start) else { continue }
      longest = max(end, longest ?? 0)
    }
    return longest
  }
}

/// A text's bytes, in which escape sequences of JSON (`\u0041`, `\"`), URLs (`%41`) and HTML (`&#65;`, `&#x41;`)
/// may stand for ASCII characters. JSON within JSON doubles the backslashes.
struct EscapedBytes {
  /// The bytes that can begin an escape sequence.
  static let introducers = Array("\\%&".utf8)

  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var count: Int { bytes.count }

  subscript(place: Int) -> UInt8 { bytes[place] }

  subscript(range: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>> { bytes[range] }

  /// The unescaped byte at a place, and how many bytes its escape sequence takes.
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

  /// Nobody escapes anything with more backslashes in a row, but a pod's annotation may be full of them.
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

  /// nil if there are fewer digits, or if the number is not an ASCII character.
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
