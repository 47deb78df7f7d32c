/// Starts pieces of work in order, limiting how many run at a time and start per second.
public final class RequestQueue {
  private let client: HTTPClient
  private let concurrency: Int
  private var limiter: RateLimiter

  /// - Parameter perSecond: 0 for no limit.
  public init(_ client: HTTPClient, concurrency: Int, perSecond: Int) {
    self.client = client
    self.concurrency = concurrency
    limiter = RateLimiter(perSecond: perSecond)
  }

  /// Works until everything is done. Once the run is stopping, only finishes what is in progress.
  ///
  /// - Parameter end: when to stop waiting.
  /// - Parameter start: starts the piece with that index, and calls `done` when it is done, possibly at once.
  /// - Returns: how many were started.
  public func run(
    _ count: Int, until end: ContinuousClock.Instant? = nil,
    start: @escaping (_ index: Int, _ done: @escaping () -> Void) -> Void
  ) -> Int {
    var (next, underWay) = (0, 0)
    var (isStarting, isPaused) = (false, false)
    let isOver = { end.map { .now >= $0 } ?? false }
    let hasMore = { [client] in next < count && client.stopState == .running && !isOver() }
    func startMore() {
      // A piece that is done at once calls this again, but the loop below is still running.
      guard !isStarting, !isPaused else { return }
      isStarting = true
      defer { isStarting = false }
      while underWay < concurrency, hasMore() {
        let pause = limiter.take(at: .now)
        guard pause == .zero else {
          isPaused = true
          return client.after(pause) {
            isPaused = false
            startMore()
          }
        }
        underWay += 1
        next += 1
        start(next - 1) {
          underWay -= 1
          startMore()
        }
      }
    }
    startMore()
    client.run { (underWay > 0 && !isOver()) || hasMore() }
    return next
  }
}

/// Spreads starts evenly, up to a rate per second.
struct RateLimiter {
  private let interval: Duration
  private var next: ContinuousClock.Instant?

  /// - Parameter perSecond: 0 for no limit.
  init(perSecond: Int) {
    interval = perSecond == 0 ? .zero : .seconds(1) / perSecond
  }

  /// Takes the next start: returns zero if it may be now, else how long to wait before asking again.
  mutating func take(at now: ContinuousClock.Instant) -> Duration {
    if let next, next > now { return next - now }
    next = now + interval
    return .zero
  }
}
