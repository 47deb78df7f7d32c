import Testing

@testable import Shared
@testable import reap_pods

@Suite("The GitLab Runner Pod Cleanup dialect", .timeLimit(.minutes(15)))
struct GitLabPodCleanupTests {
  private func decide(_ value: String, age: Int64) -> Judgment {
    judge(
      pod("x", created: noon - age, annotations: [GitLabPodCleanup.ttlKey: value]),
      policy: Policy(deletesExpired: false, dialects: [.gitlab]), live: LiveGenerations(), now: noon)
  }

  @Test(
    "A time to live counts from the creation",
    arguments: [("1h", 3600), ("1h30m", 5400), ("1.5h", 5400), ("+90m", 5400), ("1ns", 0)])
  func timeToLive(value: String, seconds: Int64) {
    #expect(decide(value, age: seconds + 1).reason == "gitlab")
    #expect(decide(value, age: seconds).reason == "not-expired")
  }

  @Test(
    "An odd or non-positive value keeps the pod with a warning",
    arguments: ["0", "0s", "-1h", "1d", "1w", "2d1h", "", "5", "forever", "9223372036854775808ns", " 1h"])
  func odd(value: String) {
    let judgment = decide(value, age: 1_000_000)
    #expect(judgment.reason == "invalid-deadline")
    #expect(judgment.lints.count == 1)
  }
}
