/// Formats amounts for people.
enum AmountText {
  /// `7.91`
  static func cores(_ milli: Int64) -> String { decimal(milli.magnitude, per: 1000, digits: 3, milli < 0) }

  /// `30Gi`, `31.4Gi`, `512`: rounded down to a tenth.
  static func bytes(_ bytes: Int64) -> String {
    var unit: UInt64 = 1
    var suffix = ""
    for next in ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] where bytes.magnitude / unit >= 1024 {
      unit <<= 10
      suffix = next
    }
    let tenths = bytes.magnitude / unit * 10 + bytes.magnitude % unit * 10 / unit
    return decimal(unit == 1 ? bytes.magnitude * 10 : tenths, per: 10, digits: 1, bytes < 0) + suffix
  }

  /// `19.6%`, rounded down to a tenth; `-` for nil.
  static func share(_ ratio: Double?) -> String {
    guard let ratio else { return "-" }
    return decimal(UInt64(max(0, min(ratio, 1e9)) * 1000), per: 10, digits: 1, false) + "%"
  }

  private static func decimal(_ number: UInt64, per unit: UInt64, digits: Int, _ isNegative: Bool) -> String {
    var fraction = String(number % unit)
    fraction = String(repeating: "0", count: digits - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (isNegative ? "-" : "") + "\(number / unit)" + (fraction.isEmpty ? "" : ".\(fraction)")
  }
}
