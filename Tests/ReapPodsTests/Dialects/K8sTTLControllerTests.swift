import Testing

@testable import Shared
@testable import reap_pods

@Suite("The k8s-ttl-controller dialect", .timeLimit(.minutes(15)))
struct K8sTTLControllerTests {
  private func decide(
    _ value: String, refreshed: String? = nil, created: Int64?, now: Int64 = noon
  ) -> Judgment {
    var annotations: SelectedMetadata = [K8sTTLController.ttlKey: value]
    if let refreshed {
      annotations = [K8sTTLController.ttlKey: value, K8sTTLController.refreshedAtKey: refreshed]
    }
    return judge(
      pod("x", created: created, annotations: annotations),
      policy: Policy(deletesExpired: false, dialects: [.k8sTTLController]), live: LiveGenerations(), now: now)
  }

  @Test(
    "A time to live counts from the creation, and ends a second later",
    arguments: [
      ("1.5d", 129_600), ("1d12h", 129_600), (".5h", 1800), ("1w2d3s96ns", 777_603), ("0", 0), ("0s", 0),
      ("1999ms", 1), ("90m", 5400),
    ])
  func timeToLive(value: String, seconds: Int64) {
    #expect(decide(value, created: noon - seconds - 1).reason == "k8s-ttl-controller")
    #expect(decide(value, created: noon - seconds).reason == "not-expired")
  }

  @Test(
    "An odd value keeps the pod with a warning",
    arguments: ["forever", "5", "1H", "1y", "15251w", "-1h", "-1ns", "", " 1h", "1h ", "1_0h", "1e1h", "1mo"])
  func odd(value: String) {
    let judgment = decide(value, created: 0)
    #expect(judgment.reason == "invalid-deadline")
    #expect(judgment.lints.count == 1)
  }

  @Test(
    "A refresh replaces the creation, including its fraction and offset",
    arguments: [
      ("2026-11-23T11:00:00Z", "59m59s", true), ("2026-11-23T11:00:00Z", "1h", false),
      ("2026-11-23T13:00:00+02:00", "59m59s", true), ("2026-11-23T13:00:00+02:00", "1h", false),
      ("2026-11-23T10:59:59.6Z", "1h300ms", true), ("2026-11-23T10:59:59.6Z", "1h400ms", false),
      ("2026-11-23T13:00:00Z", "1s", false),
    ])
  func refreshed(refresh: String, ttl: String, deletes: Bool) {
    let judgment = decide(ttl, refreshed: refresh, created: 0)
    #expect(judgment.isDelete == deletes)
    #expect(judgment.lints.isEmpty)
  }

  @Test(
    "An unreadable refresh keeps the pod", arguments: ["", "now", "2026-11-23", "2026-11-23 11:00:00"])
  func unreadableRefresh(refresh: String) {
    let kept = decide("2h", refreshed: refresh, created: noon - 7201)
    #expect(kept.reason == "invalid-deadline")
    #expect(kept.lints.count == 1)
  }

  @Test("A refresh alone gives no deadline")
  func refreshAlone() {
    let pod = pod("x", annotations: [K8sTTLController.refreshedAtKey: "2001-01-01T00:00:00Z"])
    #expect(Dialect.k8sTTLController.readings(of: pod).isEmpty)
  }

  @Test("A deadline that overflows is unreadable", arguments: [Int64.max, Int64.max - 1])
  func overflow(created: Int64) {
    #expect(decide("2s", created: created).reason == "invalid-deadline")
    #expect(decide("2s", created: nil).reason == "invalid-deadline")
  }
}
