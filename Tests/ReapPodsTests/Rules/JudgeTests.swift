import Shared
import Testing

@testable import reap_pods

/// One row: a pod and the expected decision.
struct JudgeCase: CustomTestStringConvertible, Sendable {
  let name: String
  let pod: Pod
  let reason: String
  var deletes = false
  var lints = 0
  var policy = withForeignGeneration
  var live = generationTwoLives
  /// The state of the pod's node, if the decision needs it.
  var node: NodeState?

  var testDescription: String { name }
}

@Suite("The decision about a pod", .timeLimit(.minutes(15)))
struct JudgeTests {
  static let past: SelectedMetadata = ["delete-at": "1700000000"]
  static let future: SelectedMetadata = ["delete-at": "1795442400"]

  static let cases: [JudgeCase] = [
    .init(name: "past its deadline", pod: pod(annotations: past), reason: "expired", deletes: true),
    .init(
      name: "past its deadline, even though in use and live",
      pod: pod(annotations: past, labels: ["generation": "g2"]),
      reason: "expired", deletes: true,
      live: LiveGenerations(generations: ["g2"], podsInUse: ["buildlet-linux-amd64"])),
    .init(
      name: "exactly at its deadline", pod: pod("x", annotations: ["delete-at": "\(noon)"]),
      reason: "not-expired"),
    .init(
      name: "a second past its deadline", pod: pod("x", annotations: ["delete-at": "\(noon - 1)"]),
      reason: "expired", deletes: true),
    .init(
      name: "deadline 0", pod: pod(annotations: ["delete-at": "0"]), reason: "expired", deletes: true,
      lints: 1),
    .init(
      name: "deadline -1", pod: pod(annotations: ["delete-at": "-1"]), reason: "expired", deletes: true,
      lints: 1),
    .init(
      name: "deadline in milliseconds", pod: pod("x", annotations: ["delete-at": "1700000000000"]),
      reason: "invalid-deadline", lints: 1),
    .init(
      name: "unreadable deadline", pod: pod("x", annotations: ["delete-at": "soon"]),
      reason: "invalid-deadline",
      lints: 1),
    .init(
      name: "unreadable deadline of one of our foreign pods", pod: pod(annotations: ["delete-at": ""]),
      reason: "foreign-generation", deletes: true, lints: 1),
    .init(
      name: "not yet expired, foreign", pod: pod(annotations: future, labels: ["generation": "g1"]),
      reason: "foreign-generation", deletes: true),
    .init(
      name: "foreign by annotation", pod: pod(annotations: ["delete-at": "1795442400", "generation": "g1"]),
      reason: "foreign-generation", deletes: true),
    .init(
      name: "the label takes precedence over the annotation",
      pod: pod(annotations: ["delete-at": "1795442400", "generation": "g1"], labels: ["generation": "g2"]),
      reason: "live-generation"),
    .init(
      name: "an empty label counts as none",
      pod: pod(annotations: ["delete-at": "1795442400", "generation": "g2"], labels: ["generation": ""]),
      reason: "live-generation"),
    .init(
      name: "live", pod: pod(annotations: future, labels: ["generation": "g2"]), reason: "live-generation"),
    .init(
      name: "in use by name", pod: pod(annotations: future), reason: "in-use",
      live: LiveGenerations(podsInUse: ["buildlet-linux-amd64"])),
    .init(
      name: "in use by namespace and name", pod: pod(annotations: future), reason: "in-use",
      live: LiveGenerations(podsInUse: ["builds/buildlet-linux-amd64"])),
    .init(
      name: "a pod of the same name in another namespace is in use", pod: pod(annotations: future),
      reason: "foreign-generation", deletes: true,
      live: LiveGenerations(podsInUse: ["other/buildlet-linux-amd64"])),
    .init(
      name: "newer than the list of pods in use", pod: pod(created: noon - 200, annotations: future),
      reason: "newer-than-source",
      live: LiveGenerations(podsInUse: ["other"], inUseAsOf: noon - 100)),
    .init(
      name: "older than the list of pods in use by the minimum age",
      pod: pod(created: noon - 220, annotations: future),
      reason: "foreign-generation", deletes: true,
      live: LiveGenerations(podsInUse: ["other"], inUseAsOf: noon - 100)),
    .init(
      name: "exactly as old as the minimum age", pod: pod(created: noon - 120, annotations: future),
      reason: "too-young"),
    .init(
      name: "a second older than the minimum age", pod: pod(created: noon - 121, annotations: future),
      reason: "foreign-generation", deletes: true),
    .init(
      name: "foreign while the lease changes hands", pod: pod(annotations: future), reason: "hand-over",
      live: LiveGenerations(generations: ["g2"], isHandingOver: true)),
    .init(
      name: "live while the lease changes hands", pod: pod(annotations: future, labels: ["generation": "g2"]),
      reason: "live-generation", live: LiveGenerations(generations: ["g2"], isHandingOver: true)),
    .init(
      name: "expired while the lease changes hands", pod: pod(annotations: past), reason: "expired",
      deletes: true, live: LiveGenerations(generations: ["g2"], isHandingOver: true)),
    .init(
      name: "newer-than-source takes precedence over hand-over",
      pod: pod(created: noon - 200, annotations: future), reason: "newer-than-source",
      live: LiveGenerations(inUseAsOf: noon - 100, isHandingOver: true)),
    .init(
      name: "hand-over takes precedence over too-young", pod: pod(created: nil, annotations: future),
      reason: "hand-over", live: LiveGenerations(isHandingOver: true)),
    .init(
      name: "created at the end of time", pod: pod(created: .max, annotations: future), reason: "too-young"),
    .init(name: "of unknown age", pod: pod(created: nil, annotations: future), reason: "too-young"),
    .init(
      name: "created in the future", pod: pod(created: noon + 60, annotations: future), reason: "too-young"),
    .init(
      name: "somebody else's pod with a deadline", pod: pod("web-1", annotations: future),
      reason: "not-expired"),
    .init(name: "no deadline", pod: pod("web-1"), reason: "no-deadline"),
    .init(name: "our name but no deadline", pod: pod(), reason: "no-deadline"),
    .init(
      name: "somebody else's pod with only the generation rule", pod: pod("web-1"), reason: "not-ours",
      policy: Policy(deletesExpired: false, foreignGeneration: ForeignGenerationPolicy())),
    .init(
      name: "expired with only the generation rule", pod: pod("web-1", annotations: past), reason: "not-ours",
      policy: Policy(deletesExpired: false, foreignGeneration: ForeignGenerationPolicy())),
    .init(
      name: "foreign with only the deadline rule",
      pod: pod(annotations: future, labels: ["generation": "g1"]),
      reason: "not-expired", policy: Policy()),
  ]

  static let guarded: [JudgeCase] = [
    .init(
      name: "in a system namespace", pod: pod(namespace: "kube-system", annotations: past),
      reason: "protected"),
    .init(
      name: "in a system namespace given with -n",
      pod: pod(namespace: "kube-system", annotations: past),
      reason: "expired", deletes: true, policy: Policy(namedNamespaces: ["kube-system"])),
    .init(
      name: "a mirror pod", pod: pod(annotations: ["delete-at": "1700000000", Policy.mirrorAnnotation: "x"]),
      reason: "mirror"),
    .init(name: "already terminating", pod: pod(annotations: past, deleted: noon), reason: "terminating"),
    .init(
      name: "with the keep annotation",
      pod: pod(annotations: ["delete-at": "1700000000", Policy.keepAnnotation: "true"]),
      reason: "keep-annotation"),
    .init(
      name: "with an empty keep annotation",
      pod: pod(annotations: ["delete-at": "1700000000", Policy.keepAnnotation: ""]), reason: "keep-annotation"
    ),
    .init(
      name: "with the keep annotation set to false",
      pod: pod(annotations: ["delete-at": "1700000000", Policy.keepAnnotation: "false"]), reason: "expired",
      deletes: true),
    .init(
      name: "protected takes precedence over terminating",
      pod: pod(namespace: "kube-public", annotations: past, deleted: noon),
      reason: "protected"),
  ]

  static var allCases: [JudgeCase] { cases + guarded + ofState + ofDialects }

  @Test("Each pod gets its decision and its reason", arguments: allCases)
  func decision(_ row: JudgeCase) {
    var judgment = judge(row.pod, policy: row.policy, live: row.live, now: noon)
    if let node = row.node {
      judgment = judgeStuckTerminating(judgment, node: node, policy: row.policy, now: noon)
    }
    #expect(judgment.reason == row.reason)
    #expect(judgment.isDelete == row.deletes)
    #expect(judgment.lints.count == row.lints)
  }

  @Test("Every reason appears in the table")
  func complete() {
    let all = DeleteReason.allCases.map(\.rawValue) + KeepReason.allCases.map(\.rawValue)
    #expect(Set(Self.allCases.map(\.reason)) == Set(all))
  }

  @Test("With another expiry key, only that key counts")
  func otherKey() {
    let until = pod("x", annotations: ["delete-at": "1", "until": "\(noon + 1)"])
    #expect(
      judge(until, policy: Policy(expiryKey: "until"), live: LiveGenerations(), now: noon).reason
        == "not-expired")
  }
}
