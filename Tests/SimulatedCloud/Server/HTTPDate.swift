/// HTTP dates: `Mon, 23 Nov 2026 18:15:19 GMT`.
enum HTTPDate {
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ seconds: Int64) -> String {
    let (days, second) = seconds.quotientAndRemainder(floor: 86_400)
    let date = Timestamp.civil(days)
    let weekday = weekdays[Int(days.quotientAndRemainder(floor: 7).remainder)]
    let time = [second / 3600, second / 60 % 60, second % 60].map(padded).joined(separator: ":")
    return "\(weekday), \(padded(date.day)) \(months[Int(date.month) - 1]) \(date.year) \(time) GMT"
  }

  private static func padded(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
