import FoundationEssentials
import Synchronization

/// All secrets of this process, so that everything it says can be searched for them: a server may repeat what
/// it was sent, in whatever encoding.
public enum Secrets {
  private static let known = Mutex(SecretPatterns())

  /// For what is not a `Secret`, which comes here by itself.
  public static func add(_ secret: String) {
    known.withLock { $0.add(secret) }
  }

  /// User and password, as HTTP's basic authentication sends them.
  static func add(basic user: String, _ password: String) {
    add(Data("\(user):\(password)".utf8).base64EncodedString())
  }

  /// The text with `***` for each secret in it. For every output, as the last step before it is written, and for
  /// a text of somebody else's before it is cut: a cut could leave half a secret, which nobody recognizes.
  public static func hide(in text: String) -> String {
    known.withLock { $0 }.hide(in: text)
  }
}

extension String {
  /// At most so many characters of a text of somebody else's, without half a secret at the end.
  public func beginning(_ limit: Int) -> String { String(Secrets.hide(in: self).prefix(limit)) }
}

/// Secrets to look for, as they are and in base64, each perhaps with escape sequences in it.
public struct SecretPatterns: Sendable {
  /// A shorter one would be found in words that have nothing to do with it.
  private static let leastLength = 8

  private var known: Set<String> = []
  /// By their first byte.
  private var patterns = [[[UInt8]]](repeating: [], count: 256)
  /// Whether a secret, perhaps an escaped one, may begin with two bytes: nearly nothing else is looked at twice.
  private var mayBegin = [Bool](repeating: false, count: 1 << 16)

  public init() {}

  public mutating func add(_ secret: String) {
    let secret = secret.trimmed
    guard secret.utf8.count >= Self.leastLength, known.insert(secret).inserted else { return }
    add(Array(secret.utf8))
    let base64 = Data(secret.utf8).base64EncodedString()
    add(Array(base64.utf8.prefix { $0 != UInt8(ascii: "=") }))
    // Of the beginning of a longer text only so many digits are the same.
    add(Array(base64.utf8.prefix(secret.utf8.count * 8 / 6)))
    for introducer in EscapedBytes.introducers {
      for next in UInt8.min...UInt8.max { mayBegin[Self.pair(introducer, next)] = true }
    }
  }

  private mutating func add(_ pattern: [UInt8]) {
    patterns[Int(pattern[0])].append(pattern)
    for next in EscapedBytes.introducers + [pattern[1]] { mayBegin[Self.pair(pattern[0], next)] = true }
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 8 | Int(second) }

  /// The text with `***` for each secret in it.
  public func hide(in text: String) -> String {
    guard !known.isEmpty else { return text }
    var text = text
    return text.withUTF8 { bytes in
      hide(in: EscapedBytes(bytes)).map { String(decoding: $0, as: UTF8.self) }
    } ?? text
  }

  /// nil if there is none in them.
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

  /// The end of the longest one that begins there.
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
