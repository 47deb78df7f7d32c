/// A quantity parsed from text.
///
/// Grammar and meaning as in `k8s.io/apimachinery/pkg/api/resource`: digits may be missing, fractions finer than a
/// billionth are rounded away from zero, and more than 2⁶³−1 with a binary suffix is capped.
public struct ParsedQuantity: Equatable, Sendable {
  public enum Format: Sendable {
    case decimalSI
    case binarySI
    case decimalExponent
  }

  public let quantity: Quantity
  public let format: Format
  /// Whether it was capped at 2⁶³−1.
  public let isSaturated: Bool

  public init(_ text: String) throws(QuantityError) {
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBytes { buffer in
      Result<ParsedQuantity, QuantityError> { () throws(QuantityError) in try ParsedQuantity(buffer) }
    }
    self = try result.get()
  }

  init(_ text: UnsafeRawBufferPointer) throws(QuantityError) {
    if let usual = Self(usual: text) { self = usual } else { self = try Self(any: text) }
  }

  /// Parses digits with up to two letters after them, as in nearly all quantities; nil for others.
  init?(usual text: UnsafeRawBufferPointer) {
    var number: UInt64 = 0
    var count = 0
    for byte in text {
      guard byte.isASCIIDigit else { break }
      number = number &* 10 &+ UInt64(byte & 0x0f)
      count += 1
    }
    guard (1...15).contains(count), text.count - count <= 2,
      let suffix = QuantitySuffix(known: UnsafeRawBufferPointer(rebasing: text[count...])),
      let unit = suffix.unit
    else { return nil }
    // 15 digits and at most 2⁴⁰ billionths: far below 128 bits.
    self.init(nanos: Int128(number) * unit, suffix.format)
  }

  init(any text: UnsafeRawBufferPointer) throws(QuantityError) {
    let parts = try QuantityParts(text)
    let suffix = try QuantitySuffix(parts.suffix)
    // Kubernetes reads every other suffix without digits as 0.
    if parts.whole.isEmpty, parts.fraction.isEmpty, parts.suffix.elementsEqual("Ei".utf8) { throw .format }
    guard let magnitude = suffix.nanos(parts.whole, parts.fraction), magnitude <= UInt128(Int128.max) else {
      throw .overflow
    }
    self.init(nanos: parts.isNegative ? -Int128(magnitude) : Int128(magnitude), suffix.format)
  }

  private init(nanos: Int128, _ format: Format) {
    let limit = Int128(Int64.max) * Quantity.nanosInOne
    self.format = format
    isSaturated = format == .binarySI && nanos > limit
    quantity = Quantity(nanos: isSaturated ? limit : nanos)
  }
}

/// The parts of a quantity's text: `-1.5Gi`.
private struct QuantityParts {
  let isNegative: Bool
  /// Digits.
  let whole: UnsafeRawBufferPointer
  /// Digits.
  let fraction: UnsafeRawBufferPointer
  let suffix: UnsafeRawBufferPointer

  init(_ text: UnsafeRawBufferPointer) throws(QuantityError) {
    guard let first = text.first else { throw .format }
    isNegative = first == UInt8(ascii: "-")
    var rest = text[...]
    if isNegative || first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    whole = Self.takeDigits(&rest)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = Self.takeDigits(&rest)
    } else {
      fraction = UnsafeRawBufferPointer(start: nil, count: 0)
    }
    suffix = UnsafeRawBufferPointer(rebasing: rest)
  }

  private static func takeDigits(_ rest: inout Slice<UnsafeRawBufferPointer>) -> UnsafeRawBufferPointer {
    let end = rest.firstIndex { !$0.isASCIIDigit } ?? rest.endIndex
    let digits = UnsafeRawBufferPointer(rebasing: rest[..<end])
    rest = rest[end...]
    return digits
  }
}

/// The suffix after a quantity's digits: a power of ten or of 1,024.
private struct QuantitySuffix {
  let format: ParsedQuantity.Format
  /// Of ten, or of 1,024.
  let exponent: Int

  init(_ text: UnsafeRawBufferPointer) throws(QuantityError) {
    if let known = Self(known: text) {
      self = known
      return
    }
    guard Self.hasForm(text) else { throw .format }
    // A longer exponent makes every number zero or too large.
    guard text[0] | 0x20 == UInt8(ascii: "e"),
      let exponent = Int64(String(decoding: text.dropFirst(), as: UTF8.self))
    else { throw .suffix }
    format = .decimalExponent
    self.exponent = Int(max(-1_000_000, min(exponent, 1_000_000)))
  }

  init?(known text: UnsafeRawBufferPointer) {
    switch text.count {
    case 0: self.init(.decimalSI, 0)
    case 1: self.init(.decimalSI, Self.decimal(text[0]))
    case 2 where text[1] == UInt8(ascii: "i"): self.init(.binarySI, Self.binary(text[0]))
    default: return nil
    }
  }

  private init?(_ format: ParsedQuantity.Format, _ exponent: Int?) {
    guard let exponent else { return nil }
    self.format = format
    self.exponent = exponent
  }

  /// The usual suffixes in billionths; nil for others.
  var unit: Int128? {
    switch (format, exponent) {
    case (.decimalSI, 0): 1_000_000_000
    case (.decimalSI, -3): 1_000_000
    case (.binarySI, 1...4): Int128(binaryUnit)
    default: nil
    }
  }

  private static func decimal(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "n"): -9
    case UInt8(ascii: "u"): -6
    case UInt8(ascii: "m"): -3
    case UInt8(ascii: "k"): 3
    case UInt8(ascii: "M"): 6
    case UInt8(ascii: "G"): 9
    case UInt8(ascii: "T"): 12
    case UInt8(ascii: "P"): 15
    case UInt8(ascii: "E"): 18
    default: nil
    }
  }

  private static func binary(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "K"): 1
    case UInt8(ascii: "M"): 2
    case UInt8(ascii: "G"): 3
    case UInt8(ascii: "T"): 4
    case UInt8(ascii: "P"): 5
    case UInt8(ascii: "E"): 6
    default: nil
    }
  }

  /// Whether it has the form of a suffix: letters that occur in suffixes, a sign, digits.
  private static func hasForm(_ text: UnsafeRawBufferPointer) -> Bool {
    var rest = text.drop { Array("eEinumkKMGTP".utf8).contains($0) }
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    return rest.allSatisfy(\.isASCIIDigit)
  }

  /// A number in billionths; nil if it is too large.
  func nanos(_ whole: UnsafeRawBufferPointer, _ fraction: UnsafeRawBufferPointer) -> UInt128? {
    let isBinary = format == .binarySI
    guard fraction.isEmpty, isBinary || (-9...18).contains(exponent) else {
      return isBinary
        ? scaled(whole, fraction) : decimal(whole, fraction, places: whole.count + exponent + 9)
    }
    return number(whole).flatMap { times($0, isBinary ? binaryUnit : powerOfTen(exponent + 9)) }
  }

  /// A binary suffix in billionths.
  private var binaryUnit: UInt128 { (1_000_000_000 as UInt128) << UInt128(10 * exponent) }

  /// - Parameter places: how many digits make the whole billionths. The digits after them round up.
  private func decimal(
    _ whole: UnsafeRawBufferPointer, _ fraction: UnsafeRawBufferPointer, places: Int
  ) -> UInt128? {
    var nanos: UInt128 = 0
    var hasMore = false
    var place = 0
    for digits in [whole, fraction] {
      for digit in digits {
        if place >= places {
          hasMore = hasMore || digit != UInt8(ascii: "0")
        } else {
          guard let next = append(digit, to: nanos) else { return nil }
          nanos = next
        }
        place += 1
      }
    }
    while place < places, nanos != 0 {
      guard let next = times(nanos, 10) else { return nil }
      nanos = next
      place += 1
    }
    return hasMore ? sum(nanos, 1) : nanos
  }

  private func scaled(_ whole: UnsafeRawBufferPointer, _ fraction: UnsafeRawBufferPointer) -> UInt128? {
    // Digits beyond what 128 bits hold can only affect the last billionth.
    let places = min(fraction.count, 37)
    guard let ones = number(whole).flatMap({ times($0, binaryUnit) }),
      let parts = decimal(UnsafeRawBufferPointer(rebasing: fraction[..<0]), fraction, places: places)
    else { return nil }
    let divisor = powerOfTen(places)
    // Rounding up above may have made it a whole one.
    if parts == divisor { return sum(ones, binaryUnit) }
    let (quotient, remainder) = divisor.dividingFullWidth(parts.multipliedFullWidth(by: binaryUnit))
    return sum(ones, remainder == 0 ? quotient : quotient + 1)
  }

  private func number(_ digits: UnsafeRawBufferPointer) -> UInt128? {
    guard digits.count > 18 else {
      return UInt128(digits.reduce(0 as UInt64) { $0 &* 10 &+ UInt64($1 & 0x0f) })
    }
    return decimal(digits, UnsafeRawBufferPointer(rebasing: digits[..<0]), places: digits.count)
  }

  private func append(_ digit: UInt8, to number: UInt128) -> UInt128? {
    times(number, 10).flatMap { sum($0, UInt128(digit & 0x0f)) }
  }

  private func times(_ one: UInt128, _ other: UInt128) -> UInt128? {
    let (product, overflows) = one.multipliedReportingOverflow(by: other)
    return overflows ? nil : product
  }

  private func sum(_ one: UInt128, _ other: UInt128) -> UInt128? {
    let (sum, overflows) = one.addingReportingOverflow(other)
    return overflows ? nil : sum
  }
}

/// - Parameter exponent: 0 to 38.
func powerOfTen(_ exponent: Int) -> UInt128 {
  switch exponent {
  case 6: 1_000_000
  case 9: 1_000_000_000
  default: (0..<exponent).reduce(1 as UInt128) { power, _ in power * 10 }
  }
}
