/// Formats numbers as Prometheus' own libraries do, with Go's `strconv.FormatFloat(value, 'g', -1, 64)`: the fewest
/// digits that are exact, with an exponent below 1e-4 and from 1e6 on.
enum PrometheusNumber {
  static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    let (digits, exponent) = shortest(value.magnitude)
    let text = (-4..<6).contains(exponent) ? plain(digits, exponent) : scientific(digits, exponent)
    return (value < 0 ? "-" : "") + text
  }

  /// - Returns: the digits without zeros at either end, and the first one's power of ten.
  private static func shortest(_ value: Double) -> (digits: String, exponent: Int) {
    // Swift's description has the same digits: `1700000000.0`, `1e-05`, `1.5e+300`.
    let parts = "\(value)".split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let all = mantissa.joined()
    let digits = all.drop { $0 == "0" }
    guard let last = digits.lastIndex(where: { $0 != "0" }) else { return ("0", 0) }
    let leadingZeros = all.count - digits.count
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return (String(digits[...last]), mantissa[0].count - 1 - leadingZeros + power)
  }

  private static func plain(_ digits: String, _ exponent: Int) -> String {
    guard exponent >= 0 else { return "0." + zeros(-exponent - 1) + digits }
    let whole = digits.prefix(exponent + 1)
    let rest = digits.dropFirst(exponent + 1)
    return whole + zeros(exponent + 1 - whole.count) + (rest.isEmpty ? "" : ".\(rest)")
  }

  private static func scientific(_ digits: String, _ exponent: Int) -> String {
    let rest = digits.dropFirst()
    let power = String(exponent.magnitude)
    return digits.prefix(1) + (rest.isEmpty ? "" : ".\(rest)") + (exponent < 0 ? "e-" : "e+")
      + zeros(2 - power.count) + power
  }

  private static func zeros(_ count: Int) -> String { String(repeating: "0", count: max(0, count)) }
}
