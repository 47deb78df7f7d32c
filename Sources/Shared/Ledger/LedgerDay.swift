/// A day in UTC, which a ledger's file belongs to.
public struct LedgerDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970.
  public let number: Int64

  public init(number: Int64) { self.number = number }

  /// The day of a time in unix seconds.
  public init(of seconds: Int64) {
    let (day, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    number = rest < 0 ? day - 1 : day
  }

  /// Reads `2026-11-29`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let seconds = RFC3339.seconds("\(text)T00:00:00Z") else { return nil }
    self.init(of: seconds)
  }

  /// Its first second, in unix seconds.
  public var start: Int64 { number * 86_400 }

  /// `2026-11-29`
  public var description: String { String(RFC3339.text(start).prefix { $0 != "T" }) }

  public static func < (one: LedgerDay, other: LedgerDay) -> Bool { one.number < other.number }
}

/// One of a ledger's files with lines.
public enum LedgerFile: Hashable, Sendable {
  /// What a file holds that begins anew each day.
  public enum Kind: String, CaseIterable, Sendable {
    /// Runs of `reap-pods`, and what they did.
    case reap
    /// What happened to build pods.
    case pods
    case samples
  }

  case day(Kind, LedgerDay)
  /// Sums over hours and days.
  case series

  public var name: String {
    switch self {
    case .day(let kind, let day): "\(kind.rawValue)-\(day).jsonl"
    case .series: "series.jsonl"
    }
  }

  public init?(name: String) {
    if name == "series.jsonl" {
      self = .series
      return
    }
    let parts = name.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix(".jsonl"), let kind = Kind(rawValue: String(parts[0])),
      let day = LedgerDay(parts[1].dropLast(6))
    else { return nil }
    self = .day(kind, day)
  }

  /// nil for a file that does not begin anew each day.
  public var day: LedgerDay? {
    if case .day(_, let day) = self { day } else { nil }
  }

  /// The day of a file of this kind; nil for any other.
  public func day(of kind: Kind) -> LedgerDay? {
    if case .day(kind, let day) = self { day } else { nil }
  }
}
