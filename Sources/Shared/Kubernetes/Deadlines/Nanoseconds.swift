/// A duration in nanoseconds, like Go's `time.Duration`.
struct Nanoseconds: Equatable, Sendable {
  let count: Int64

  /// Why a text is not a duration.
  enum Problem: Error, Equatable {
    case malformed
    case tooLarge

    /// - Parameter example: a valid duration.
    func text(example: String) -> String {
      switch self {
      case .malformed: "is not a duration like \(example)"
      case .tooLarge: "is too large"
      }
    }
  }

  /// The units that may follow a number.
  enum Units: Sendable {
    /// `ns`, `us`, `µs`, `ms`, `s`, `m`, `h`
    case go
    /// Also `d` for 24 hours and `w` for 7 days.
    case daysAndWeeks
  }

  /// Reads `1h30m`, `.5h`, `-2s` or `0`, with the grammar of Go's `time.ParseDuration`.
  ///
  /// It computes fractions in integers, where Go uses floating point, and drops anything below a nanosecond. A
  /// fraction of more than 18 digits is too large.
  init(_ text: String, units: Units) throws(Problem) {
    var rest = text.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard !rest.isEmpty else { throw .malformed }
    var sum: UInt64 = 0
    if !rest.elementsEqual("0".utf8) {
      while !rest.isEmpty { sum = try sum.adding(Self.takeTerm(&rest, units)) }
    }
    guard let magnitude = Int64(exactly: sum) else { throw .tooLarge }
    count = isNegative ? -magnitude : magnitude
  }

  /// Takes one number and its unit.
  private static func takeTerm(_ rest: inout Substring.UTF8View, _ units: Units) throws(Problem) -> UInt64 {
    let whole = takeDigits(&rest)
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty, let unit = takeUnit(&rest, units) else { throw .malformed }
    return try number(whole).multiplied(by: unit).adding(part(fraction, of: unit))
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = rest.prefix(while: \.isASCIIDigit)
    rest = rest[digits.endIndex...]
    return digits
  }

  private static func takeUnit(_ rest: inout Substring.UTF8View, _ units: Units) -> UInt64? {
    let name = rest.prefix { !$0.isASCIIDigit && $0 != UInt8(ascii: ".") }
    rest = rest[name.endIndex...]
    switch (String(name), units) {
    case ("ns", _): return 1
    // U+00B5 is the micro sign, U+03BC the Greek letter.
    case ("us", _), ("\u{B5}s", _), ("\u{3BC}s", _): return 1000
    case ("ms", _): return 1_000_000
    case ("s", _): return 1_000_000_000
    case ("m", _): return 60_000_000_000
    case ("h", _): return 3_600_000_000_000
    case ("d", .daysAndWeeks): return 86_400_000_000_000
    case ("w", .daysAndWeeks): return 604_800_000_000_000
    default: return nil
    }
  }

  private static func number(_ digits: Substring.UTF8View) throws(Problem) -> UInt64 {
    var number: UInt64 = 0
    for digit in digits { number = try number.multiplied(by: 10).adding(UInt64(digit - 0x30)) }
    return number
  }

  /// Returns `0.digits · unit`, rounded down.
  private static func part(_ digits: Substring.UTF8View, of unit: UInt64) throws(Problem) -> UInt64 {
    guard digits.count <= 18 else { throw .tooLarge }
    let scale = digits.reduce(UInt64(1)) { scale, _ in scale * 10 }
    // The fraction is below the scale, so the quotient is below the unit.
    return scale.dividingFullWidth(try number(digits).multipliedFullWidth(by: unit)).quotient
  }
}

extension UInt64 {
  fileprivate func adding(_ other: UInt64) throws(Nanoseconds.Problem) -> UInt64 {
    let (sum, overflows) = addingReportingOverflow(other)
    guard !overflows else { throw .tooLarge }
    return sum
  }

  fileprivate func multiplied(by other: UInt64) throws(Nanoseconds.Problem) -> UInt64 {
    let (product, overflows) = multipliedReportingOverflow(by: other)
    guard !overflows else { throw .tooLarge }
    return product
  }
}
