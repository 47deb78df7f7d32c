import Testing

import struct SimulatedCloud.SeededGenerator

@testable import Shared
@testable import Shared
@testable import reap_pods

/// Random pods and policies, both plausible and odd.
private struct Chance {
  var generator: SeededGenerator

  mutating func one<Value>(of values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &generator)]
  }

  mutating func isOdd() -> Bool { Bool.random(using: &generator) }

  mutating func time() -> Int64? {
    one(of: [nil, .min, 0, noon - 90_000, noon - 7200, noon - 1, noon, noon + 1, noon + 90_000, .max])
  }

  static let odd = [
    "", " ", "soon", "1y", "5M", " 5m", "1.5.5h", "--1", "1e9", "0x10", "9223372036854775808",
    "1700000000000",
    "15251w1w", "99999999999999999999s", "2019-02-30", "2010-12-12 09:26:11", "-1h", "١h", "1h ", "d", "é",
    "2020-01-01T00:00:00+00:00", "\u{FEFF}1h",
  ]
  static let past = ["1", "1700000000", "1h", "1s", "2020-01-01", "2020-01-01T10:00", "2020-01-01T100000Z"]
  static let later = ["1795442400", "forever", "0s", "100w", "2050-01-01"]
  static let keys = [
    "delete-at", KubeJanitor.ttlKey, KubeJanitor.expiresKey, K8sTTLController.ttlKey,
    K8sTTLController.refreshedAtKey, GitLabPodCleanup.ttlKey, Kyverno.ttlKey,
  ]

  mutating func texts(_ values: [String]) -> SelectedMetadata {
    var texts = SelectedMetadata()
    for _ in 0..<Int.random(in: 0...3, using: &generator) { texts.set(one(of: Self.keys), one(of: values)) }
    if isOdd() { texts.set("generation", one(of: ["g1", "g2", ""])) }
    return texts
  }

  mutating func pod(values: [String]) -> Pod {
    var pod = fixture(
      one(of: ["buildlet-a", "web-1"]), created: time(), annotations: texts(values), labels: texts(values))
    pod.namespace = one(of: ["builds", "kube-system", "kube-public"])
    if isOdd(), isOdd() { pod.deletionTimestamp = time() }
    if isOdd() {
      pod = pod.with(
        details(
          one(of: ["Pending", "Running", "Succeeded", "Failed", "", "Unknown"]),
          node: one(of: [nil, "node-1"]), gated: isOdd() && isOdd(),
          conditions: [condition("Ready", "False", at: time())],
          containers: [container(hasRun: isOdd(), finishedAt: time())]),
        owner: one(of: [nil, "StatefulSet", "Job"]), finalizers: isOdd() && isOdd())
    }
    return pod
  }

  mutating func policy() -> Policy {
    Policy(
      deletesExpired: isOdd(), foreignGeneration: isOdd() ? ForeignGenerationPolicy() : nil,
      retiredGenerations: isOdd() ? ["g1"] : [], finishedAfter: isOdd() ? 3600 : nil,
      pendingAfter: isOdd() ? 3600 : nil,
      stuckTerminating: isOdd() ? StuckTerminatingPolicy(after: 3600, evenNotReady: isOdd()) : nil,
      dialects: Dialect.allCases.filter { _ in isOdd() },
      namedNamespaces: isOdd() ? ["kube-system"] : [])
  }

  mutating func node() -> NodeState {
    one(of: [.gone, .outOfService, .notReady(since: 0), .ready, .unknown])
  }
}

private func fixture(
  _ name: String, created: Int64?, annotations: SelectedMetadata, labels: SelectedMetadata
) -> Pod {
  pod(name, created: created, annotations: annotations, labels: labels)
}

@Suite("Properties of every decision", .timeLimit(.minutes(15)))
struct GuardPropertyTests {
  private func decide(_ pod: Pod, _ policy: Policy, _ node: NodeState) -> Judgment {
    let live = LiveGenerations(generations: ["g2"])
    let first = judge(pod, policy: policy, live: live, now: noon)
    return judgeStuckTerminating(first, node: node, policy: policy, now: noon)
  }

  /// Whether the rule is on; one that is off must delete nothing.
  private func isOn(_ reason: DeleteReason, _ policy: Policy) -> Bool {
    switch reason {
    case .expired: policy.deletesExpired
    case .foreignGeneration: policy.foreignGeneration != nil
    case .retiredGeneration: !policy.retiredGenerations.isEmpty
    case .finished: policy.finishedAfter != nil
    case .stuckPending: policy.pendingAfter != nil
    case .stuckTerminating: policy.stuckTerminating != nil
    case .kubeJanitor, .k8sTTLController, .gitlab, .kyverno:
      policy.dialects.contains { $0.reason == reason }
    }
  }

  @Test("No decision bypasses a guard", arguments: 1...20)
  func guards(seed: Int) {
    var chance = Chance(generator: SeededGenerator(seed: UInt64(seed)))
    var deleted = 0
    for _ in 0..<500 {
      var pod = chance.pod(values: Chance.odd + Chance.past + Chance.past + Chance.later)
      let (policy, node) = (chance.policy(), chance.node())
      let judgment = decide(pod, policy, node)
      guard case .delete(let reason) = judgment.verdict else { continue }
      deleted += 1
      #expect(isOn(reason, policy))
      #expect(!policy.protects(namespace: pod.namespace))
      #expect((pod.deletionTimestamp != nil) == (reason == .stuckTerminating))
      if reason == .finished || reason == .stuckPending { #expect(pod.controller == nil) }
      if reason == .stuckTerminating {
        #expect(!pod.hasFinalizers && pod.controller?.kind != "StatefulSet")
        #expect(node != .ready && node != .unknown)
      }
      // The same pod with a guard.
      for key in [Policy.mirrorAnnotation, Policy.keepAnnotation] {
        var guarded = pod
        guarded.annotations.set(key, "yes")
        #expect(!decide(guarded, policy, node).isDelete)
      }
      pod.namespace = "kube-node-lease"
      #expect(decide(pod, policy, node).reason == "protected")
    }
    #expect(deleted > 10)
  }

  @Test("Odd values never delete a pod by their own rules, and never crash", arguments: 1...20)
  func odd(seed: Int) {
    var chance = Chance(generator: SeededGenerator(seed: UInt64(seed)))
    for _ in 0..<500 {
      let pod = chance.pod(values: Chance.odd)
      var policy = chance.policy()
      policy.foreignGeneration = nil
      policy.retiredGenerations = []
      policy.finishedAfter = nil
      policy.pendingAfter = nil
      policy.stuckTerminating = nil
      let judgment = decide(pod, policy, .gone)
      #expect(!judgment.isDelete, "\(pod)")
      #expect(judgment.reason != "not-expired")
      _ = judgment.detail(policy: policy, now: noon)
    }
  }
}
