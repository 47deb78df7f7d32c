import Shared

/// Numbers as the status page writes them: thousands by comma, decimals by point, no space before `%`.
enum NumberText {
  /// Between a number and its unit.
  static let noBreak = "\u{a0}"

  /// `18,544`, `−3`
  static func whole(_ number: some BinaryInteger) -> String {
    (number < 0 ? "−" : "") + number.magnitude.grouped
  }

  /// `1,803.2`; `0` for zero, and for what rounds to it.
  static func decimal(_ number: Double, digits: Int) -> String {
    guard number.isFinite else { return "–" }
    let number = min(max(number, -9e15), 9e15)
    var scale: Int64 = 1
    for _ in 0..<digits { scale *= 10 }
    // Numbers that large have no decimals left.
    guard number.magnitude < 9e15 / Double(scale) else { return whole(Int64(number)) }
    let scaled = Int64((number * Double(scale)).rounded())
    guard scaled != 0 else { return "0" }
    let (units, rest) = (scaled.magnitude / UInt64(scale), scaled.magnitude % UInt64(scale))
    let sign = scaled < 0 ? "−" : ""
    let decimals = String(rest)
    let zeros = String(repeating: "0", count: max(0, digits - decimals.count))
    return sign + units.grouped + (digits == 0 ? "" : ".\(zeros)\(decimals)")
  }

  /// `2`, `0.89`: without decimals that say nothing.
  static func amount(_ number: Double) -> String {
    decimal(number, digits: number == number.rounded() ? 0 : 2)
  }

  /// `103.2%`; `–` for nil.
  static func percent(_ ratio: Double?) -> String { ratio.map { decimal($0 * 100, digits: 1) + "%" } ?? "–" }

  /// `58%`
  static func wholePercent(_ ratio: Double) -> String { decimal(ratio * 100, digits: 0) + "%" }

  /// `523 CPU h`; above 10,000 in thousands: `501,000 CPU h`.
  static func cpuHours(_ hours: Double) -> String {
    decimal(hours >= 10_000 ? (hours / 1000).rounded() * 1000 : hours, digits: 0) + noBreak + "CPU" + noBreak
      + "h"
  }

  /// `1 pod`, `114 pods`
  static func count(_ number: Int, _ word: String) -> String {
    whole(number) + noBreak + word + (number == 1 ? "" : "s")
  }
}

extension Double {
  /// At most one decimal, without a trailing zero: coordinates of a drawing.
  var coordinate: String {
    let tenths = Int64((min(max(self, -1e9), 1e9) * 10).rounded())
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }
}
