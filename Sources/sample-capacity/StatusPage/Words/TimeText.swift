import Shared

/// Times of the status page, in UTC. All take seconds since 1970.
enum TimeText {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  static let day: Int64 = 86_400

  /// `Thu 26 Nov 2026, 03:12:07 UTC`
  static func full(_ time: Int64) -> String {
    let date = Date(time)
    return noBreaks("\(date.weekday) \(date.day) \(date.month) \(date.year), \(precise(time))")
  }

  /// `03:12:07 UTC`
  static func precise(_ time: Int64) -> String {
    noBreaks("\(hour(time)):\(two(secondOfDay(time) % 60)) UTC")
  }

  /// `03:12`
  static func hour(_ time: Int64) -> String {
    let second = secondOfDay(time)
    return "\(two(second / 3600)):\(two(second / 60 % 60))"
  }

  /// `03:12 UTC`
  static func minute(_ time: Int64) -> String { noBreaks("\(hour(time)) UTC") }

  /// `26 Nov`
  static func date(_ time: Int64) -> String {
    let date = Date(time)
    return noBreaks("\(date.day) \(date.month)")
  }

  /// `Thu 26`
  static func weekday(_ time: Int64) -> String {
    let date = Date(time)
    return noBreaks("\(date.weekday) \(date.day)")
  }

  /// `Thu 26 Nov, `, or nothing if both times are on the same day: a page that may be old has dates.
  static func datePrefix(_ time: Int64, now: Int64) -> String {
    guard dayStart(time) != dayStart(now) else { return "" }
    let date = Date(time)
    return noBreaks("\(date.weekday) \(date.day) \(date.month), ")
  }

  static func dayStart(_ time: Int64) -> Int64 { time - secondOfDay(time) }

  static func isMonday(_ time: Int64) -> Bool { Date(time).weekday == "Mon" }

  private static func secondOfDay(_ time: Int64) -> Int64 { ((time % day) + day) % day }

  private static func two(_ number: Int64) -> String { (number < 10 ? "0" : "") + "\(number)" }

  private static func noBreaks(_ text: String) -> String {
    String(text.map { $0 == " " ? "\u{a0}" : $0 })
  }

  private struct Date {
    let weekday: String
    let day: Int64
    let month: String
    let year: Int64

    init(_ time: Int64) {
      let days = TimeText.dayStart(time) / TimeText.day
      let civil = RFC3339.civil(days)
      weekday = TimeText.weekdays[Int(((days % 7) + 7) % 7)]
      day = civil.day
      month = TimeText.months[Int(civil.month) - 1]
      year = civil.year
    }
  }
}

/// Lengths of time.
enum DurationText {
  private static let noBreak = NumberText.noBreak

  /// `9 s`, `9 min 48 s` below 10 min, `41 min`, `3 h 2 min`, `2 d 4 h`; rounded down.
  static func exact(_ seconds: Int64) -> String {
    let seconds = max(0, seconds)
    switch seconds {
    case ..<60: return "\(seconds)\(noBreak)s"
    case ..<600: return parts(seconds / 60, "min", seconds % 60, "s")
    case ..<3600: return "\(seconds / 60)\(noBreak)min"
    case ..<86_400: return parts(seconds / 3600, "h", seconds / 60 % 60, "min")
    case 86_400_000...: return "over\(noBreak)999\(noBreak)d"
    default: return parts(seconds / 86_400, "d", seconds / 3600 % 24, "h")
    }
  }

  /// An estimate, with two digits at most: `1 min 30 s`, `4 min`, `2 h 10 min`.
  static func estimate(_ seconds: Int64) -> String {
    let seconds = max(0, seconds)
    switch seconds {
    case ..<10: return "\(seconds)\(noBreak)s"
    case ..<115: return exact(rounded(seconds, 10))
    case ..<3570: return "\(rounded(seconds, 60) / 60)\(noBreak)min"
    case ..<35_700: return exact(rounded(seconds, 600))
    case ..<171_000: return "\(rounded(seconds, 3600) / 3600)\(noBreak)h"
    default: return "\(NumberText.whole(rounded(seconds, 86_400) / 86_400))\(noBreak)d"
    }
  }

  private static func rounded(_ seconds: Int64, _ unit: Int64) -> Int64 {
    // Nobody waits for longer, and the sum must not overflow.
    (min(seconds, 1 << 50) + unit / 2) / unit * unit
  }

  private static func parts(_ large: Int64, _ unit: String, _ small: Int64, _ smallUnit: String) -> String {
    NumberText.whole(large) + noBreak + unit + (small == 0 ? "" : "\(noBreak)\(small)\(noBreak)\(smallUnit)")
  }
}
