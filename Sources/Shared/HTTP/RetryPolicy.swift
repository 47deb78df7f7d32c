/// When a failed request is sent again, and after how long.
///
/// 429 and 5xx as client-go does by `Retry-After` (`rest/with_retry.go`); a one-shot tool also repeats, a
/// few times, what could not be reached.
public struct RetryPolicy: Sendable {
  /// How often a request is sent at most.
  public var tries = 5
  /// The wait before the second try; it doubles from try to try.
  public var firstDelay: Duration = .milliseconds(250)
  public var longestDelay: Duration = .seconds(8)
  /// The longest `Retry-After` that is obeyed; API priority and fairness sends up to 32 s.
  public var longestRetryAfter: Duration = .seconds(60)
  /// For a status: the least wait before the second try, which doubles from try to try.
  public var leastDelays: [Int: Duration] = [:]
  /// Besides 429 and 5xx: statuses after which a request is sent again.
  public var alsoRetried: Set<Int> = []

  public init() {}

  /// How a try ended.
  enum Outcome {
    case response(status: Int, retryAfter: String?)
    case failure(HTTPError.Kind, bodyBegan: Bool)
  }

  /// The wait before the next try; nil if there is none.
  ///
  /// - Parameters:
  ///   - tryNumber: of the try that failed, from 1.
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

  /// What a `Retry-After` asks for: whole seconds, clamped; nil for anything else (a date, a negative number).
  func obeyed(_ retryAfter: String) -> Duration? {
    guard retryAfter.utf8.allSatisfy(\.isASCIIDigit), !retryAfter.isEmpty else { return nil }
    guard let seconds = Int(retryAfter) else { return longestRetryAfter }
    return min(.seconds(seconds), longestRetryAfter)
  }

  /// Between half and the whole of a delay that doubles from try to try.
  private func backoff(_ tryNumber: Int, _ jitter: Double) -> Duration {
    let whole = min(firstDelay * (1 << (tryNumber - 1)), longestDelay)
    return whole * (0.5 + jitter / 2)
  }

  /// Between the whole and one and a half of a delay that doubles from try to try.
  private func backoff(from least: Duration, _ tryNumber: Int, _ jitter: Double) -> Duration {
    min(least * (1 << (tryNumber - 1)), max(least, longestDelay)) * (1 + jitter / 2)
  }
}
