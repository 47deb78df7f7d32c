import Glibc
import Shared

/// Reads a line without parsing it as JSON, many times as fast: a day has more than a hundred thousand of them.
///
/// Only lines that begin as podkeeper writes them are read, and only if they have no fraction, and no escape
/// sequence in what is needed.
extension PodLine {
  private static let wholeLine: StaticString = "{\"k\":\"pod\""
  private static let eventLine: StaticString = "{\"k\":\"event\""

  /// nil if the line has to be parsed.
  init?(bytes line: UnsafeRawBufferPointer) {
    let isWhole = line.begins(with: Self.wholeLine)
    guard isWhole || line.begins(with: Self.eventLine) else { return nil }
    var scanner = MemberScanner(line, from: (isWhole ? Self.wholeLine : Self.eventLine).utf8CodeUnitCount)
    var (time, uid): (Int64?, Range<Int>?)
    self.init(time: 0, id: PodID(high: 0, low: 0))
    while let key = scanner.key() {
      switch key.count {
      case 1 where scanner.isText(key, "t"): time = scanner.number()
      case 1 where scanner.isText(key, "e"):
        guard let event = scanner.string() else { return nil }
        isGone = !isWhole && scanner.isText(event, "gone")
      case 3 where scanner.isText(key, "uid"): uid = scanner.string()
      case 5 where isWhole && scanner.isText(key, "class"):
        guard let name = scanner.string() else { return nil }
        buildClass = String(decoding: line[name], as: UTF8.self)
      case 5 where scanner.isText(key, "gated"):
        guard let flag = scanner.word() else { return nil }
        isGated = scanner.isText(flag, "true")
      case 7 where isWhole && scanner.isText(key, "created"): created = scanner.number()
      case 7 where scanner.isText(key, "started"): started = scanner.number()
      default: guard scanner.skipValue() else { return nil }
      }
    }
    guard scanner.isAtEnd, let time, let uid, !isWhole || created != nil else { return nil }
    self.time = time
    (id, isDigest) = PodID.of(UnsafeRawBufferPointer(rebasing: line[uid]))
    if isWhole, buildClass == nil { buildClass = BuildClasses.unlabeled }
  }
}

/// Walks through the members of a line.
private struct MemberScanner {
  private let bytes: UnsafeRawBufferPointer
  private var place: Int

  init(_ bytes: UnsafeRawBufferPointer, from place: Int) {
    self.bytes = bytes
    self.place = place
  }

  /// Whether the object ended, and the line with it.
  var isAtEnd: Bool { place == bytes.count - 1 && bytes[place] == UInt8(ascii: "}") }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// Where the next key is; nil if none follows.
  mutating func key() -> Range<Int>? {
    guard next == UInt8(ascii: ",") else { return nil }
    place += 1
    guard let key = string(), next == UInt8(ascii: ":") else {
      // Not where a line ends.
      place = bytes.count
      return nil
    }
    place += 1
    return key
  }

  func isText(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
    return memcmp(base + range.lowerBound, text.utf8Start, range.count) == 0
  }

  /// Where a string without escape sequences is.
  mutating func string() -> Range<Int>? {
    let start = place + 1
    guard skipString(escapes: false) else { return nil }
    return start..<place - 1
  }

  private mutating func skipString(escapes: Bool) -> Bool {
    guard next == UInt8(ascii: "\"") else { return false }
    place += 1
    while let byte = next {
      place += 1
      if byte == UInt8(ascii: "\"") { return true }
      guard byte == UInt8(ascii: "\\") else { continue }
      guard escapes else { return false }
      place += 1
    }
    return false
  }

  /// A whole number of at most 18 digits.
  mutating func number() -> Int64? {
    guard let (number, end) = bytes.number(at: place) else { return nil }
    place = end
    return number
  }

  /// `true`, `false` or `null`.
  mutating func word() -> Range<Int>? {
    let start = place
    while let byte = next, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { place += 1 }
    return start < place ? start..<place : nil
  }

  mutating func skipValue() -> Bool {
    switch next ?? 0 {
    case UInt8(ascii: "\""): return skipString(escapes: true)
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
    case UInt8(ascii: "a")...UInt8(ascii: "z"): return word() != nil
    default: return number() != nil
    }
  }

  /// An object or an array.
  private mutating func skipNested() -> Bool {
    var depth = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        guard skipString(escapes: true) else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { return true }
    }
    return false
  }
}

/// The time of a line that begins as podkeeper writes it.
func ledgerTime(of line: UnsafeRawBufferPointer) -> Int64? {
  let key: StaticString = ",\"t\":"
  return line.number(after: key)
}

/// When the span of a bucket's line begins.
func bucketStart(of line: UnsafeRawBufferPointer) -> Int64? {
  let key: StaticString = ",\"from\":"
  return line.number(after: key)
}

extension UnsafeRawBufferPointer {
  fileprivate func begins(with text: StaticString) -> Bool {
    guard let baseAddress, count >= text.utf8CodeUnitCount else { return false }
    return memcmp(baseAddress, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// Where a text begins; its first character should be a rare one.
  fileprivate func find(_ text: StaticString) -> Int? {
    guard let baseAddress else { return nil }
    let length = text.utf8CodeUnitCount
    var place = 0
    while place + length <= count,
      let found = memchr(baseAddress + place, Int32(text.utf8Start.pointee), count - length + 1 - place)
    {
      place = UnsafeRawPointer(found) - baseAddress
      if memcmp(found, text.utf8Start, length) == 0 { return place }
      place += 1
    }
    return nil
  }

  fileprivate func number(after key: StaticString) -> Int64? {
    find(key).flatMap { number(at: $0 + key.utf8CodeUnitCount)?.number }
  }

  /// A whole number of at most 18 digits, and where it ends.
  fileprivate func number(at start: Int) -> (number: Int64, end: Int)? {
    var (number, place, digits) = (Int64(0), start, 0)
    let isNegative = place < count && self[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    while place < count, self[place].isASCIIDigit, digits < 19 {
      guard digits < 18 else { return nil }
      number = number * 10 + Int64(self[place] - UInt8(ascii: "0"))
      (place, digits) = (place + 1, digits + 1)
    }
    guard digits > 0,
      place == count || self[place] == UInt8(ascii: ",") || self[place] == UInt8(ascii: "}")
    else { return nil }
    return (isNegative ? -number : number, place)
  }
}
