/// Spreads starts evenly: so many a second at most.
struct Pacer {
  private let interval: Duration
  private var next: ContinuousClock.Instant?

  /// - Parameter perSecond: 0 for no limit.
  init(perSecond: Int) {
    interval = perSecond == 0 ? .zero : .seconds(1) / perSecond
  }

  /// Takes the next start: zero if it may be now, else how long until one may be taken.
  mutating func take(at now: ContinuousClock.Instant) -> Duration {
    if let next, next > now { return next - now }
    next = now + interval
    return .zero
  }
}
