/// Seconds since 1970 as RFC 3339 text and back, without Foundation.
enum Timestamp {
  /// The bytes of `2026-11-23T18:15:19Z`.
  static let length = 20

  static func text(_ seconds: Int64) -> String {
    String(unsafeUninitializedCapacity: length) { buffer in
      write(seconds, to: UnsafeMutableRawPointer(buffer.baseAddress!))
      return length
    }
  }

  /// `2026-11-23T18:15:19.000000Z`, as Kubernetes writes a MicroTime.
  static func microText(_ seconds: Int64) -> String { text(seconds).dropLast() + ".000000Z" }

  /// Whether a text is a MicroTime, with exactly six digits after the dot.
  static func isMicroTime(_ text: String) -> Bool {
    text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)/) != nil
  }

  static func write(_ seconds: Int64, to target: UnsafeMutableRawPointer) {
    let (days, second) = seconds.quotientAndRemainder(floor: 86_400)
    let date = civil(days)
    digits(date.year, 4, target, 0, UInt8(ascii: "-"))
    digits(date.month, 2, target, 5, UInt8(ascii: "-"))
    digits(date.day, 2, target, 8, UInt8(ascii: "T"))
    digits(second / 3600, 2, target, 11, UInt8(ascii: ":"))
    digits(second / 60 % 60, 2, target, 14, UInt8(ascii: ":"))
    digits(second % 60, 2, target, 17, UInt8(ascii: "Z"))
  }

  private static func digits(
    _ value: Int64, _ count: Int, _ target: UnsafeMutableRawPointer, _ offset: Int, _ end: UInt8
  ) {
    var rest = value
    for index in stride(from: count - 1, through: 0, by: -1) {
      target.storeBytes(
        of: UInt8(ascii: "0") + UInt8(rest % 10), toByteOffset: offset + index, as: UInt8.self)
      rest /= 10
    }
    target.storeBytes(of: end, toByteOffset: offset + count, as: UInt8.self)
  }

  /// Reads `2026-11-23T18:15:19Z`; a fraction is cut off.
  static func seconds(_ text: String) -> Int64? {
    let fields = text.split { !$0.isNumber }.compactMap { Int64($0) }
    guard fields.count >= 6, text.hasSuffix("Z") else { return nil }
    let days = self.days(fields[0], fields[1], fields[2])
    return days * 86_400 + fields[3] * 3600 + fields[4] * 60 + fields[5]
  }

  /// The date of a day since 1970 (Howard Hinnant's `civil_from_days`).
  static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, day) = (days + 719_468).quotientAndRemainder(floor: 146_097)
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (year + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).quotientAndRemainder(floor: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Int64 {
  func quotientAndRemainder(floor divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
