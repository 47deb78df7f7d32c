/// Limits for what a ledger says: it may have been written by anyone, and the page adds and rounds its numbers.
enum LedgerBounds {
  /// From 1970 to the year 9999.
  static func time(_ time: Int64) -> Int64 { min(max(0, time), 253_402_300_799) }

  /// At most a billion.
  static func count(_ count: Int) -> Int { min(max(0, count), 1_000_000_000) }

  /// A wait in seconds, at most 30,000 years.
  static func wait(_ seconds: Double) -> Double { seconds.isFinite ? min(max(0, seconds), 1e12) : 1e12 }

  static func wait(_ seconds: Double?) -> Double? { seconds.map { wait($0) } }

  /// In whole seconds.
  static func wholeWait(_ seconds: Double?) -> Int64? { seconds.map { Int64(wait($0).rounded()) } }
}
