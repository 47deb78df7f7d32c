/// Starts pieces of work in order: so many under way at once, so many begun a second.
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

  /// Works until all is done; from the end of the run on, only until what is under way is.
  ///
  /// - Parameter end: nothing is waited for any longer than until then.
  /// - Parameter start: begins the piece of that index, and calls `done` when it is done, be it at once.
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
      // A piece that is done at once calls this again: the loop below goes on by itself.
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

/// Spreads starts evenly: so many a second at most.
struct RateLimiter {
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
