/// Converts RFC 3339 times to and from seconds since 1970, in the Gregorian calendar.
public enum RFC3339 {
  /// Whole seconds since 1970, rounded down, and the remaining nanoseconds.
  public struct Instant: Equatable, Sendable {
    public var seconds: Int64
    public var nanoseconds: Int32

    public init(seconds: Int64, nanoseconds: Int32 = 0) {
      self.seconds = seconds
      self.nanoseconds = nanoseconds
    }

    /// Rounds down to the microsecond.
    ///
    /// - Parameter time: seconds since 1970.
    public init(_ time: Double) {
      let microseconds = Int64((time * 1_000_000).rounded(.down))
      seconds = Int64(time.rounded(.down))
      nanoseconds = Int32(microseconds - seconds * 1_000_000) * 1000
    }
  }

  /// Reads `2026-11-23T18:15:19Z`, with an optional fraction, or with an offset instead of `Z`.
  ///
  /// As strict as Go, which writes what Kubernetes sends: only dates that exist, uppercase `T` and `Z`, no leap
  /// seconds. Drops the digits of the fraction after the ninth.
  ///
  /// - Returns: nil for anything else.
  public static func instant(_ text: String) -> Instant? {
    var text = text
    return text.withUTF8 { bytes in
      var scanner = Scanner(rest: bytes[...])
      guard let local = scanner.dateAndTime(), let nanoseconds = scanner.fraction(),
        let offset = scanner.offset(), scanner.rest.isEmpty
      else { return nil }
      return Instant(seconds: local - offset, nanoseconds: nanoseconds)
    }
  }

  /// Like `instant(_:)`, in whole seconds since 1970, rounded down.
  public static func seconds(_ text: String) -> Int64? {
    instant(text)?.seconds
  }

  /// Writes `2026-11-23T18:15:19Z`. Years after 9999 get as many digits as they need.
  public static func text(_ seconds: Int64) -> String {
    moment(seconds) + "Z"
  }

  /// Writes `2026-11-23T18:15:47.000000Z`, the form of Kubernetes' MicroTime.
  public static func microseconds(_ instant: Instant) -> String {
    "\(moment(instant.seconds)).\(padded(Int64(instant.nanoseconds) / 1000, 6))Z"
  }

  private static func moment(_ seconds: Int64) -> String {
    let (days, second) = seconds.quotientAndRemainder(flooringBy: 86_400)
    let (year, month, day) = civil(days)
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    return "\(date)T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}

/// Converts between days since 1970 and dates: http://howardhinnant.github.io/date_algorithms.html
extension RFC3339 {
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shifted.quotientAndRemainder(flooringBy: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// - Parameter days: since 1970.
  public static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(flooringBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  static func daysInMonth(year: Int64, month: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension RFC3339 {
  private struct Scanner {
    var rest: Slice<UnsafeBufferPointer<UInt8>>

    /// Seconds since 1970 as if the time were UTC.
    mutating func dateAndTime() -> Int64? {
      guard let year = number(4), skip("-"), let month = number(2), (1...12).contains(month), skip("-"),
        let day = number(2), (1...RFC3339.daysInMonth(year: year, month: month)).contains(day), skip("T"),
        let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60, skip(":"),
        let second = number(2), second < 60
      else { return nil }
      let days = RFC3339.days(year: year, month: month, day: day)
      return days * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// Nanoseconds; 0 if there is no fraction.
    mutating func fraction() -> Int32? {
      guard skip(".") else { return 0 }
      let digits = rest.prefix { ($0 &- 48) < 10 }
      guard !digits.isEmpty else { return nil }
      rest = rest[digits.endIndex...]
      let value = digits.prefix(9).reduce(Int32(0)) { $0 * 10 + Int32($1 - 48) }
      return (digits.prefix(9).count..<9).reduce(value) { value, _ in value * 10 }
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int64? {
      if skip("Z") { return 0 }
      let east = skip("+")
      guard east || skip("-"), let hours = number(2), hours < 24, skip(":"), let minutes = number(2),
        minutes < 60
      else { return nil }
      return (hours * 3600 + minutes * 60) * (east ? 1 : -1)
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard rest.first.map(UInt32.init) == character.value else { return false }
      rest = rest.dropFirst()
      return true
    }

    private mutating func number(_ width: Int) -> Int64? {
      let digits = rest.prefix(width)
      guard digits.count == width, digits.allSatisfy({ ($0 &- 48) < 10 }) else { return nil }
      rest = rest.dropFirst(width)
      return digits.reduce(0) { $0 * 10 + Int64($1 - 48) }
    }
  }
}

extension Int64 {
  fileprivate func quotientAndRemainder(flooringBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
