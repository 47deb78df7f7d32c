import Testing

@testable import Shared

@Suite("Retries", .timeLimit(.minutes(15)))
struct RetryPolicyTests {
  private let policy = RetryPolicy()

  private func delay(
    _ outcome: RetryPolicy.Outcome, tryNumber: Int = 1, _ repeatability: HTTPRequest.Repeatability = .safe,
    jitter: Double = 0
  ) -> Duration? {
    policy.delay(after: outcome, tryNumber: tryNumber, repeatability: repeatability, jitter: jitter)
  }

  @Test(
    "Responses that a retry cannot change are final",
    arguments: [200, 301, 400, 401, 403, 404, 409, 410, 422])
  func final(status: Int) {
    #expect(delay(.response(status: status, retryAfter: "1")) == nil)
  }

  @Test("Throttling and server errors are retried", arguments: [429, 500, 502, 503, 504])
  func again(status: Int) {
    #expect(delay(.response(status: status, retryAfter: nil)) == .milliseconds(125))
    #expect(delay(.response(status: status, retryAfter: "2")) == .seconds(2))
  }

  @Test(
    "Retry-After is obeyed up to a limit and ignored if it is not a number of seconds",
    arguments: [
      ("0", Duration.zero), ("32", .seconds(32)), ("60", .seconds(60)), ("86400", .seconds(60)),
      ("99999999999999999999", .seconds(60)), ("-1", .milliseconds(125)), ("1.5", .milliseconds(125)),
      ("Mon, 23 Nov 2026 18:15:19 GMT", .milliseconds(125)), ("", .milliseconds(125)),
    ])
  func retryAfter(value: String, wait: Duration) {
    #expect(delay(.response(status: 429, retryAfter: value)) == wait)
  }

  @Test("The wait doubles up to a limit, and its second half is random")
  func backoff() {
    let outcome = RetryPolicy.Outcome.response(status: 500, retryAfter: nil)
    #expect(
      (1...4).map { delay(outcome, tryNumber: $0, jitter: 1) }
        == [250, 500, 1000, 2000].map { .milliseconds($0) })
    var patient = RetryPolicy()
    patient.tries = 20
    #expect(patient.delay(after: outcome, tryNumber: 15, repeatability: .safe, jitter: 1) == .seconds(8))
  }

  @Test("The first wait for Cloud Monitoring's per-minute quotas is at least 30 seconds")
  func monitoring() {
    func wait(_ status: Int, tryNumber: Int, jitter: Double = 0) -> Duration? {
      RetryPolicy.monitoring.delay(
        after: .response(status: status, retryAfter: nil), tryNumber: tryNumber, repeatability: .safe,
        jitter: jitter)
    }
    #expect((1...4).map { wait(429, tryNumber: $0) } == [30, 60, 60, 60].map { .seconds($0) })
    #expect(wait(429, tryNumber: 1, jitter: 1) == .seconds(45))
    for status in [500, 502, 503, 504] {
      #expect((1...4).map { wait(status, tryNumber: $0) } == [1, 2, 4, 8].map { .seconds($0) })
    }
  }

  @Test("A status may have a minimum wait, which doubles and yields to a longer Retry-After")
  func leastDelays() {
    var slow = RetryPolicy()
    slow.leastDelays = [429: .seconds(30), 500: .seconds(1)]
    func wait(_ status: Int, _ asked: String? = nil, tryNumber: Int = 1, jitter: Double = 0) -> Duration? {
      slow.delay(
        after: .response(status: status, retryAfter: asked), tryNumber: tryNumber, repeatability: .safe,
        jitter: jitter)
    }
    #expect((1...4).map { wait(500, tryNumber: $0) } == [1, 2, 4, 8].map { .seconds($0) })
    #expect(wait(500, jitter: 1) == .milliseconds(1500))
    #expect(wait(429) == .seconds(30))
    #expect(wait(429, tryNumber: 2) == .seconds(30))
    #expect(wait(429, "5") == .seconds(30))
    #expect(wait(429, "45") == .seconds(45))
    #expect(wait(503) == .milliseconds(125))
  }

  @Test("A request is sent at most five times")
  func tries() {
    #expect(delay(.response(status: 503, retryAfter: "1"), tryNumber: 4) != nil)
    #expect(delay(.response(status: 503, retryAfter: "1"), tryNumber: 5) == nil)
  }

  @Test("Failed connections are retried; partly sent requests and timeouts are not")
  func failures() {
    #expect(delay(.failure(.unreachable, bodyBegan: false)) != nil)
    #expect(delay(.failure(.unanswered, bodyBegan: false)) != nil)
    #expect(delay(.failure(.cut, bodyBegan: false)) != nil)
    #expect(delay(.failure(.cut, bodyBegan: true)) == nil)
    for kind in [HTTPError.Kind.timedOut, .certificate, .tooLarge, .reader, .stopped, .notSent, .unsendable] {
      #expect(delay(.failure(kind, bodyBegan: false)) == nil)
    }
  }

  @Test("A request that must not be repeated is retried only if the server did nothing")
  func onlyIfRefused() {
    #expect(delay(.response(status: 429, retryAfter: nil), .onlyIfRefused) != nil)
    #expect(delay(.response(status: 503, retryAfter: "1"), .onlyIfRefused) == .seconds(1))
    #expect(delay(.response(status: 503, retryAfter: nil), .onlyIfRefused) == nil)
    #expect(delay(.response(status: 500, retryAfter: "1"), .onlyIfRefused) == nil)
    #expect(delay(.failure(.unreachable, bodyBegan: false), .onlyIfRefused) == nil)
    #expect(delay(.failure(.unanswered, bodyBegan: false), .onlyIfRefused) == nil)
  }

  private func delay(_ outcome: RetryPolicy.Outcome, _ repeatability: HTTPRequest.Repeatability) -> Duration?
  {
    delay(outcome, tryNumber: 1, repeatability)
  }
}
