import Shared

/// Forecasts in words, rounded for people. What is stored and scored is never rounded.
enum ForecastText {
  /// `35 s`, `4 min`, `11 min`, `1.5 h`: two digits, rounded up.
  static func wait(_ seconds: Double) -> String {
    for (unit, name, digits) in [(1.0, "s", 0), (60, "min", 1), (3600, "h", 1)] {
      let amount = (seconds / unit * 1e9).rounded() / 1e9
      if amount.rounded(.up) < 100 || unit == 3600 {
        return "\(roundedUp(amount, tenths: digits > 0)) \(name)"
      }
    }
    return ""
  }

  private static func roundedUp(_ amount: Double, tenths: Bool) -> String {
    let most = 1e15
    guard tenths, amount < 9.95 else { return "\(Int64(min(amount.rounded(.up), most)))" }
    let tenths = Int64((amount * 10).rounded(.up))
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// `91.2%`
  static func share(_ part: Int, of whole: Int) -> String {
    let tenths = whole > 0 ? (part * 2000 + whole) / (2 * whole) : 0
    return "\(tenths / 10).\(tenths % 10)%"
  }
}

extension ShownForecasts.OfClass {
  /// How far the promise was kept; nil if there are too few pods to say so.
  var proof: String? {
    guard lastDay.scored >= ShownForecasts.provenFrom else { return nil }
    let share = ForecastText.share(lastDay.inside[.p90], of: lastDay.scored)
    return "\(share) of the \(lastDay.scored.grouped) build pods of the last 24 hours did."
      + (hasBadHour ? " A burst of builds waits longer." : "")
  }
}
