/// When to retry a failed request, and after how long.
///
/// Retries 429 and 5xx by `Retry-After` as client-go does (`rest/with_retry.go`). Because the tools run only once,
/// they also retry a few times when the server cannot be reached.
public struct RetryPolicy: Sendable {
  /// The most attempts for a request.
  public var tries = 5
  /// The wait before the second attempt. It doubles with each attempt.
  public var firstDelay: Duration = .milliseconds(250)
  public var longestDelay: Duration = .seconds(8)
  /// The longest `Retry-After` to obey. API priority and fairness sends up to 32 s.
  public var longestRetryAfter: Duration = .seconds(60)
  /// The least wait before the second attempt, by status. It doubles with each attempt.
  public var leastDelays: [Int: Duration] = [:]
  /// Statuses to retry besides 429 and 5xx.
  public var alsoRetried: Set<Int> = []

  public init() {}

  /// One attempt only.
  public static let once = {
    var policy = RetryPolicy()
    policy.tries = 1
    return policy
  }()

  /// How an attempt ended.
  enum Outcome {
    case response(status: Int, retryAfter: String?)
    case failure(HTTPError.Kind, bodyBegan: Bool)
  }

  /// The wait before the next attempt; nil for no retry.
  ///
  /// - Parameters:
  ///   - tryNumber: the number of the failed attempt, from 1.
  ///   - jitter: a random number in 0..<1.
  func delay(
    after outcome: Outcome, tryNumber: Int, repeatability: HTTPRequest.Repeatability, jitter: Double
  ) -> Duration? {
    guard tryNumber < tries else { return nil }
    switch outcome {
    case .response(let status, let retryAfter):
      guard status == 429 || (500...599).contains(status) || alsoRetried.contains(status) else { return nil }
      let asked = retryAfter.flatMap(obeyed)
      if repeatability == .onlyIfRefused {
        guard status == 429 || (status == 503 && asked != nil) else { return nil }
      }
      guard let least = leastDelays[status] else { return asked ?? backoff(tryNumber, jitter) }
      return max(asked ?? .zero, backoff(from: least, tryNumber, jitter))
    case .failure(let kind, let bodyBegan):
      guard repeatability == .safe, !bodyBegan else { return nil }
      guard [.unreachable, .unanswered, .cut].contains(kind) else { return nil }
      return backoff(tryNumber, jitter)
    }
  }

  /// A `Retry-After` in whole seconds, clamped; nil for anything else (a date, a negative number).
  func obeyed(_ retryAfter: String) -> Duration? {
    guard retryAfter.utf8.allSatisfy(\.isASCIIDigit), !retryAfter.isEmpty else { return nil }
    guard let seconds = Int(retryAfter) else { return longestRetryAfter }
    return min(.seconds(seconds), longestRetryAfter)
  }

  /// Between half and all of a delay that doubles with each attempt.
  private func backoff(_ tryNumber: Int, _ jitter: Double) -> Duration {
    let whole = min(firstDelay * (1 << (tryNumber - 1)), longestDelay)
    return whole * (0.5 + jitter / 2)
  }

  /// Between one and one and a half times a delay that doubles with each attempt.
  private func backoff(from least: Duration, _ tryNumber: Int, _ jitter: Double) -> Duration {
    min(least * (1 << (tryNumber - 1)), max(least, longestDelay)) * (1 + jitter / 2)
  }
}
