import Shared
import Testing

@testable import reap_pods

@Suite("The fact behind a verdict, in words", .timeLimit(.minutes(15)))
struct DetailTextTests {
  private func text(_ judgment: Judgment) -> String { judgment.detail(policy: Policy(), now: noon) }

  static let facts: [(Judgment.Fact, String)] = [
    (.deadline(key: "delete-at", unixSeconds: noon - 90), "delete-at 2026-11-23T11:58:30Z, 1m30s ago"),
    (.deadline(key: "janitor/ttl", unixSeconds: noon + 3661), "janitor/ttl 2026-11-23T13:01:01Z, in 1h1m"),
    (.never(key: "janitor/ttl"), "janitor/ttl says never"),
    (.unreadable(key: "delete-at", why: "is empty"), "delete-at is empty"),
    (.conflict(past: "delete-at", later: "janitor/ttl"), "delete-at is past, janitor/ttl is not"),
    (.generation("g1"), "generation \"g1\""), (.generation(nil), "no generation"),
    (.created(unixSeconds: nil), "no creation time"), (.created(unixSeconds: noon - 7200), "created 2h ago"),
    (.finished(unixSeconds: noon - 200_000), "finished 2d7h ago"),
    (.pending(created: noon - 7200, .unschedulable), "created 2h ago, unschedulable"),
    (.pending(created: noon - 7200, .image("ErrImagePull")), "created 2h ago, image: ErrImagePull"),
    (.pending(created: noon - 7200, .notTried), "created 2h ago, not tried by the scheduler"),
    (.pending(created: noon - 7200, .notStarted(nil)), "created 2h ago, bound to a node, not started"),
    (.pending(created: noon - 7200, .notStarted("X")), "created 2h ago, bound to a node, not started: X"),
    (.owner(OwnerReference(kind: "Job", name: "nightly")), "Job nightly is its controller"),
    (.deletion(unixSeconds: noon), "should be gone by 2026-11-23T12:00:00Z"),
    (
      .awaitsNode(name: "n1", deletion: noon),
      "should be gone by 2026-11-23T12:00:00Z; node n1 was not checked"
    ),
    (.node(name: "n1", .gone), "node n1 is gone"),
    (.node(name: "n1", .outOfService), "node n1 is marked out-of-service"),
    (.node(name: "n1", .notReady(since: noon)), "node n1 has not been ready since 2026-11-23T12:00:00Z"),
    (.node(name: "n1", .ready), "node n1 is ready"),
    (.node(name: "n1", .unknown), "node n1 is in an unknown state"),
  ]

  @Test("A distance that overflows is shown as far away")
  func farAway() {
    #expect(Judgment.distance(.min, from: noon) == "long ago")
    #expect(Judgment.distance(.max, from: -noon) == "in the far future")
    // Their distance is `Int64.min`, which has no negation.
    #expect(Judgment.distance(-noon &- .min, from: -noon) == "in the far future")
    #expect(Judgment.distance(.max, from: noon) == "in 106751991146520d3h")
  }

  @Test("Each fact has its text", arguments: facts)
  func fact(fact: Judgment.Fact, expected: String) {
    #expect(text(.keep(.notOurs, fact)) == expected)
  }

  @Test(
    "A reason without a fact has a text of its own",
    arguments: [KeepReason.mirror, .keepAnnotation, .inUse, .handOver, .noFinishTime])
  func withoutFact(reason: KeepReason) {
    #expect(!text(.keep(reason)).isEmpty)
  }

  @Test(
    "Every decision in the table has a text, unless its reason needs none", arguments: JudgeTests.allCases)
  func decisions(row: JudgeCase) {
    let judgment = judge(row.pod, policy: row.policy, live: row.live, now: noon)
    let silent: Set = ["no-deadline", "not-ours"]
    #expect(judgment.detail(policy: row.policy, now: noon).isEmpty == silent.contains(judgment.reason))
  }
}
