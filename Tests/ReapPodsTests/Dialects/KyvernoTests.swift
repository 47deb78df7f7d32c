import Testing

@testable import Shared
@testable import reap_pods

@Suite("The Kyverno dialect", .timeLimit(.minutes(15)))
struct KyvernoTests {
  private func decide(_ value: String, age: Int64 = 7200, now: Int64 = noon) -> Judgment {
    judge(
      pod("x", created: now - age, labels: [Kyverno.ttlKey: value]),
      policy: Policy(deletesExpired: false, dialects: [.kyverno]), live: LiveGenerations(), now: now)
  }

  @Test(
    "A time to live counts from the creation",
    arguments: [
      ("1h", 3600), ("1.5h", 5400), ("2d", 172_800), ("1w", 604_800), ("1d12h", 129_600), ("0", 0), ("0s", 0),
    ])
  func timeToLive(value: String, seconds: Int64) {
    #expect(decide(value, age: seconds + 1).reason == "kyverno")
    #expect(decide(value, age: seconds).reason == "not-expired")
  }

  @Test(
    "The value can be a time, or a day in UTC",
    arguments: [
      ("2026-11-23T115959Z", true), ("2026-11-23T120000Z", false), ("2026-11-23", true),
      ("2026-11-24", false),
      ("2001-01-01T000000Z", true),
    ])
  func time(value: String, deletes: Bool) {
    let judgment = decide(value)
    #expect(judgment.reason == (deletes ? "kyverno" : "not-expired"))
    #expect(judgment.lints.isEmpty)
  }

  @Test(
    "Any other value keeps the pod, with a warning that names the label",
    arguments: [
      "", "5", "-1h", "15251w", "forever", "1y", "1h2", "2days", "1.5d", "1d1.5h", "2019-02-30",
      "2001-01-01T00:00:00Z", "2001-01-01T000000", "2001-01-01T000000z", "2001-01-01T0000Z", "2001-1-1",
      "2001-01-01T240000Z", "20010101", "2001-01-01T0000é0Z", "2001-01-01T000000+", "2001-01-01T00000éZ",
    ])
  func odd(value: String) {
    let judgment = decide(value)
    #expect(judgment.reason == "invalid-deadline")
    #expect(judgment.lints.count == 1)
    #expect(judgment.lints.first?.message.hasPrefix("label cleanup.kyverno.io/ttl ") == true)
  }
}
