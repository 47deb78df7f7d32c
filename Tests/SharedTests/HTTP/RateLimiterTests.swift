import Testing

@testable import Shared

@Suite("Rate limit", .timeLimit(.minutes(15)))
struct RateLimiterTests {
  @Test("Requests start at an even pace")
  func evenly() {
    var limiter = RateLimiter(perSecond: 50)
    let start = ContinuousClock.now
    #expect(limiter.take(at: start) == .zero)
    #expect(limiter.take(at: start) == .milliseconds(20))
    #expect(limiter.take(at: start + .milliseconds(15)) == .milliseconds(5))
    #expect(limiter.take(at: start + .milliseconds(20)) == .zero)
  }

  @Test("There is no burst after a pause")
  func noBurst() {
    var limiter = RateLimiter(perSecond: 10)
    let start = ContinuousClock.now
    #expect(limiter.take(at: start) == .zero)
    #expect(limiter.take(at: start + .seconds(60)) == .zero)
    #expect(limiter.take(at: start + .seconds(60)) == .milliseconds(100))
  }

  @Test("0 means no limit")
  func unlimited() {
    var limiter = RateLimiter(perSecond: 0)
    let now = ContinuousClock.now
    for _ in 0..<1000 { #expect(limiter.take(at: now) == .zero) }
  }
}
