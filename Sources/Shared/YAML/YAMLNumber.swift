/// Numbers as go-yaml reads them: Go's integer literals with an optional sign, and decimal floats.
enum YAMLNumber {
  /// nil if the text is not a number.
  static func parse(_ text: String) -> JSONValue? {
    guard let first = text.utf8.first else { return nil }
    switch first {
    case UInt8(ascii: "."): return real(text)
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let plain = text.filter { $0 != "_" }
      return integer(plain) ?? real(plain)
    default: return nil
    }
  }

  private static func integer(_ text: String) -> JSONValue? {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let hasSign = isNegative || text.utf8.first == UInt8(ascii: "+")
    let (digits, radix) = literal(text.utf8.dropFirst(hasSign ? 1 : 0))
    guard let first = digits.utf8.first, isHexadecimalDigit(first) else { return nil }
    if let number = Int64((isNegative ? "-" : "") + digits, radix: radix) { return .integer(number) }
    return UInt64(digits, radix: radix).map { .real(isNegative ? -Double($0) : Double($0)) }
  }

  /// The digits and their base: `0x`, `0o`, `0b`, or octal after a leading zero.
  private static func literal(_ text: Substring.UTF8View) -> (digits: String, radix: Int) {
    let text = String(Substring(text))
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)]
    where text.hasPrefix(prefix) {
      return (String(text.dropFirst(2)), radix)
    }
    let isOctal = text.utf8.count > 1 && text.hasPrefix("0")
    return (text, isOctal ? 8 : 10)
  }

  private static func real(_ text: String) -> JSONValue? {
    guard isDecimal(text), let number = Double(text), number.isFinite else { return nil }
    return .real(number)
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`, stricter than Swift's `Double`.
  private static func isDecimal(_ text: String) -> Bool {
    var rest = text.utf8[...]
    skip("+-", &rest)
    let whole = skipDigits(&rest)
    let hasDot = skip(".", &rest)
    let fraction = hasDot ? skipDigits(&rest) : 0
    guard whole + fraction > 0 else { return false }
    if skip("eE", &rest) {
      skip("+-", &rest)
      guard skipDigits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }

  @discardableResult
  private static func skip(_ any: String, _ rest: inout Substring.UTF8View) -> Bool {
    guard let first = rest.first, any.utf8.contains(first) else { return false }
    rest.removeFirst()
    return true
  }

  private static func skipDigits(_ rest: inout Substring.UTF8View) -> Int {
    let digits = rest.prefix(while: \.isASCIIDigit)
    rest = rest.dropFirst(digits.count)
    return digits.count
  }

  private static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
