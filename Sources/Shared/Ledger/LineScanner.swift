import Glibc

/// Walks through a line of a ledger many times as fast as a JSON parser, if it is written as podkeeper writes it. Any
/// other line has to be parsed.
public struct LineScanner {
  private let bytes: UnsafeRawBufferPointer
  private var place: Int

  public init(_ bytes: UnsafeRawBufferPointer, from place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  public var isAtEnd: Bool { place == bytes.count }

  public var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  public mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  public mutating func skip(_ text: StaticString) -> Bool {
    let end = place + text.utf8CodeUnitCount
    guard end <= bytes.count, isText(place..<end, text) else { return false }
    place = end
    return true
  }

  public func isText(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
    return memcmp(base + range.lowerBound, text.utf8Start, range.count) == 0
  }

  public func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// Where a key is. Its colon is skipped, too.
  public mutating func key() -> Range<Int>? {
    guard let key = string(), skip(UInt8(ascii: ":")) else { return nil }
    return key
  }

  /// Where a string of printable ASCII characters without escape sequences is.
  public mutating func string() -> Range<Int>? {
    guard skip(UInt8(ascii: "\"")) else { return nil }
    let start = place
    while let byte = next {
      place += 1
      if byte == UInt8(ascii: "\"") { return start..<place - 1 }
      guard (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "\\") else { return nil }
    }
    return nil
  }

  /// A whole number of at most 18 digits that ends a line or a member.
  public mutating func number() -> Int64? {
    var (number, end) = (Int64(0), place)
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { end += 1 }
    let start = end
    while end < bytes.count, bytes[end].isASCIIDigit, end - start < 18 {
      number = number * 10 + Int64(bytes[end] - UInt8(ascii: "0"))
      end += 1
    }
    // Else a fraction or more digits follow.
    guard end > start,
      end == bytes.count || bytes[end] == UInt8(ascii: ",") || bytes[end] == UInt8(ascii: "}")
    else { return nil }
    place = end
    return isNegative ? -number : number
  }

  /// A whole number that is a `LedgerTime`.
  public mutating func time() -> Int64? { number().flatMap { LedgerTime.range.contains($0) ? $0 : nil } }

  public mutating func flag() -> Bool? {
    if skip("true") { return true }
    return skip("false") ? false : nil
  }
}

extension LineScanner {
  /// Skips a value of any kind, without checking it.
  public mutating func skipValue() -> Bool {
    switch next ?? 0 {
    case UInt8(ascii: "\""): return skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      while let byte = next, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { place += 1 }
      return true
    default: return number() != nil
    }
  }

  private mutating func skipString() -> Bool {
    guard skip(UInt8(ascii: "\"")) else { return false }
    while let byte = next {
      place += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return true }
    }
    return false
  }

  /// An object or an array.
  private mutating func skipNested() -> Bool {
    var depth = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
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

extension UnsafeRawBufferPointer {
  /// Where a text begins; nil if it is empty.
  public func find(_ text: UnsafeRawBufferPointer) -> Int? {
    guard let baseAddress, let wanted = text.baseAddress, let first = text.first else { return nil }
    var place = 0
    while place + text.count <= count,
      let found = memchr(baseAddress + place, Int32(first), count - text.count + 1 - place)
    {
      place = UnsafeRawPointer(found) - baseAddress
      if memcmp(found, wanted, text.count) == 0 { return place }
      place += 1
    }
    return nil
  }

  public func find(_ text: StaticString) -> Int? {
    find(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
