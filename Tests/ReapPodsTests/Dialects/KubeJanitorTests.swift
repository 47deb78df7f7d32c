import Shared
import Testing

@testable import reap_pods

@Suite("The kube-janitor dialect", .timeLimit(.minutes(15)))
struct KubeJanitorTests {
  /// 2019-03-11T11:13:09Z and 2019-03-01T11:13:09Z
  private let now: Int64 = 1_552_302_789
  private static let created: Int64 = 1_551_438_789

  private func decide(_ key: String, _ value: String, created: Int64? = created) -> Judgment {
    let policy = Policy(deletesExpired: false, dialects: [.kubeJanitor])
    let pod = pod("x", created: created, annotations: [key: value])
    return judge(pod, policy: policy, live: LiveGenerations(), now: now)
  }

  @Test(
    "A time to live counts from the creation",
    arguments: [
      ("2w", false), ("1w", true), ("10d", false), ("9d", true), ("239h", true), ("240h", false),
      ("864000s", false), ("863999s", true), ("14400m", false), ("14399m", true), ("0000001w", true),
    ])
  func timeToLive(value: String, deletes: Bool) {
    let judgment = decide("janitor/ttl", value)
    #expect(judgment.reason == (deletes ? "kube-janitor" : "not-expired"))
    #expect(judgment.lints.isEmpty)
  }

  @Test(
    "Each unit has its exact length in seconds",
    arguments: [("1w", 604_800), ("1d", 86_400), ("1h", 3600), ("1m", 60), ("1s", 1)] as [(String, Int64)])
  func units(value: String, seconds: Int64) {
    #expect(!decide("janitor/ttl", value, created: now - seconds).isDelete)
    #expect(decide("janitor/ttl", value, created: now - seconds - 1).isDelete)
  }

  @Test("0 and forever mean never", arguments: ["0s", "0w", "000d", "forever", "FOREVER", "Forever"])
  func forever(value: String) {
    let judgment = decide("janitor/ttl", value)
    #expect(judgment.reason == "not-expired")
    #expect(judgment.lints.isEmpty)
  }

  @Test(
    "An odd time to live keeps the pod with a warning",
    arguments: [
      "123", "foo", "1y", "5M", " 5m", "1.5h", "-1h", "", "1h30m", "5m ", "h", "+5m", "١h", "１h", "5\u{212A}",
      "for ever", "99999999999999999999s", "9223372036854775807w", "9223372036854775807s", "1h\n", "é",
    ])
  func oddTimeToLive(value: String) {
    let judgment = decide("janitor/ttl", value)
    #expect(judgment.reason == "invalid-deadline")
    #expect(judgment.lints.count == 1)
  }

  @Test("Without a creation time, a duration is unreadable")
  func noCreation() {
    #expect(decide("janitor/ttl", "1s", created: nil).reason == "invalid-deadline")
    #expect(decide("janitor/ttl", "forever", created: nil).reason == "not-expired")
  }

  @Test(
    "An expiry is a time, minute or day in UTC",
    arguments: [
      ("2050-09-26T01:51:42Z", false), ("2001-09-26T01:51:42Z", true), ("2008-09-26T01:51", true),
      ("2008-09-26", true), ("2019-03-11T11:13:09Z", false), ("2019-03-11T11:13:08Z", true),
      ("2019-03-11T11:13", true), ("2019-03-11T11:14", false), ("2019-03-11", true), ("2019-03-12", false),
      ("2016-02-29", true),
    ])
  func expiry(value: String, deletes: Bool) {
    let judgment = decide("janitor/expires", value)
    #expect(judgment.reason == (deletes ? "kube-janitor" : "not-expired"))
    #expect(judgment.lints.isEmpty)
  }

  @Test(
    "An odd expiry keeps the pod with a warning",
    arguments: [
      "2010-12-12 09:26:11", "2010-12-12T09:26:11+00:00", "2010-12-12T09:26:11.5Z", "2019-02-30", "",
      "2010-12-12T09:26:11", "2010-12-12T09:26Z", "2010-12-12Z", "2010-12", "2010-12-12T24:00", "20101212",
      "2010-12-12T09:26:60Z", " 2010-12-12", "2010-12-12\n", "２010-12-12", "1700000000", "2010-12-1",
      "2010-12-12T09+00", "2010-12-12T9:26:1Z",
    ])
  func oddExpiry(value: String) {
    let judgment = decide("janitor/expires", value)
    #expect(judgment.reason == "invalid-deadline")
    #expect(judgment.lints.count == 1)
  }
}
