import Testing

@testable import Shared
@testable import reap_pods

/// An annotation or label that gives a pod a deadline, as one reader understands it.
private struct Voice: CustomTestStringConvertible, Sendable {
  let key: String
  let past: String
  let later: [String]
  let odd: String
  var reason: String
  var isLabel = false

  var testDescription: String { key }

  static let all = [
    Voice(key: "delete-at", past: "1700000000", later: ["1795435200"], odd: "soon", reason: "expired"),
    Voice(
      key: KubeJanitor.ttlKey, past: "1h", later: ["2h", "forever", "0s"], odd: "1y", reason: "kube-janitor"),
    Voice(
      key: KubeJanitor.expiresKey, past: "2026-11-23T11:59", later: ["2026-11-23T12:00"], odd: "x",
      reason: "kube-janitor"),
    Voice(
      key: K8sTTLController.ttlKey, past: "1h", later: ["2h"], odd: "forever", reason: "k8s-ttl-controller"),
    Voice(key: GitLabPodCleanup.ttlKey, past: "1h", later: ["2h"], odd: "0s", reason: "gitlab"),
    Voice(key: Kyverno.ttlKey, past: "1h", later: ["2h"], odd: "-1h", reason: "kyverno", isLabel: true),
  ]
}

@Suite("Annotations that disagree", .timeLimit(.minutes(15)))
struct ConflictTests {
  private let policy = Policy(dialects: Dialect.allCases)

  private func decide(_ values: [(Voice, String)]) -> Judgment {
    var annotations = SelectedMetadata()
    var labels = SelectedMetadata()
    for (voice, value) in values {
      if voice.isLabel { labels.set(voice.key, value) } else { annotations.set(voice.key, value) }
    }
    return judge(
      pod("x", annotations: annotations, labels: labels), policy: policy, live: LiveGenerations(), now: noon)
  }

  @Test(
    "A deadline that has passed for one reader but not for another keeps the pod with a warning",
    arguments: Voice.all, Voice.all)
  private func disagree(one: Voice, other: Voice) {
    guard one.key != other.key else { return }
    for later in other.later {
      let judgment = decide([(one, one.past), (other, later)])
      #expect(judgment.reason == "conflict")
      #expect(!judgment.isDelete)
      #expect(judgment.lints.count == 1)
      #expect(judgment.lints.first?.message.contains(one.key) == true)
      #expect(judgment.lints.first?.message.contains(other.key) == true)
    }
  }

  @Test(
    "If both deadlines have passed, the first rule in the table deletes the pod", arguments: Voice.all,
    Voice.all)
  private func agree(one: Voice, other: Voice) {
    guard one.key != other.key else { return }
    let judgment = decide([(one, one.past), (other, other.past)])
    #expect([one.reason, other.reason].contains(judgment.reason))
    #expect(judgment.isDelete)
    #expect(judgment.lints.isEmpty)
  }

  @Test("If neither deadline has passed, the pod is kept without a warning", arguments: Voice.all, Voice.all)
  private func later(one: Voice, other: Voice) {
    guard one.key != other.key else { return }
    let judgment = decide([(one, one.later[0]), (other, other.later[0])])
    #expect(judgment.reason == "not-expired")
    #expect(judgment.lints.isEmpty)
  }

  @Test("An unreadable deadline does not hide another rule's verdict", arguments: Voice.all, Voice.all)
  private func unreadable(one: Voice, other: Voice) {
    guard one.reason != other.reason else { return }
    let judgment = decide([(one, one.odd), (other, other.past)])
    #expect(judgment.reason == other.reason)
    #expect(judgment.isDelete)
    #expect(judgment.lints.count == 1)
  }

  @Test("An unreadable deadline alone never deletes a pod", arguments: Voice.all)
  private func odd(voice: Voice) {
    let judgment = decide([(voice, voice.odd)])
    #expect(judgment.reason == "invalid-deadline")
    #expect(judgment.lints.count == 1)
  }
}
