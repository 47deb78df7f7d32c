import Shared
import Testing

import struct SimulatedCloud.SeededGenerator

@testable import reap_pods

@Suite("Replaying a run's rules gives the pods that it matched", .timeLimit(.minutes(15)))
struct ReplayOfRunsTests {
  /// A cluster whose pods come, change and end at random.
  private struct Cluster {
    var generator: SeededGenerator
    var time: Int64
    var pods: [Pod] = []
    private var count = 0

    init(seed: Int) {
      generator = SeededGenerator(seed: UInt64(seed))
      time = noon + Int64(seed) * 10_000
    }

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { .random(in: range, using: &generator) }

    mutating func chance(_ percent: Int64) -> Bool { number(1...100) <= percent }

    mutating func policy() -> Policy {
      Policy(
        deletesExpired: chance(70), foreignGeneration: chance(50) ? ForeignGenerationPolicy() : nil,
        retiredGenerations: chance(30) ? ["g2"] : [], finishedAfter: chance(50) ? 300 : nil,
        pendingAfter: chance(50) ? 600 : nil, dialects: Dialect.allCases.filter { _ in chance(30) })
    }

    private mutating func pod() -> Pod {
      count += 1
      var pod = pod_(
        chance(80) ? "buildlet-\(count)" : "web-\(count)", namespace: chance(90) ? "builds" : "kube-system")
      pod.creationTimestamp = time - number(0...60)
      if chance(70) { pod.annotations.set("delete-at", deadline()) }
      if chance(20) { pod.annotations.set("janitor/ttl", chance(80) ? "\(number(1...40))m" : "soon") }
      if chance(20) { pod.annotations.set("janitor/expires", RFC3339.text(time + number(0...2000))) }
      if chance(20) { pod.annotations.set("pod-cleanup.gitlab.com/ttl", "\(number(1...40))m") }
      if chance(10) { pod.annotations.set("k8s-ttl-controller.twin.sh/ttl", "\(number(0...2))h") }
      if chance(10) { pod.labels.set("cleanup.kyverno.io/ttl", "\(number(1...40))m") }
      if chance(60) { pod.labels.set("generation", chance(50) ? "g1" : "g2") }
      if chance(3) { pod.annotations.set("generation", String(repeating: "long", count: 20)) }
      if chance(5) { pod.annotations.set("podkeeper/keep", chance(50) ? "yes" : "false") }
      return pod.with(details("Pending", node: nil), owner: chance(20) ? "Job" : nil)
    }

    private func pod_(_ name: String, namespace: String) -> Pod { fixture(name, namespace) }

    private mutating func deadline() -> String {
      chance(90) ? "\(time + number(0...2000))" : chance(50) ? "later" : "-1"
    }

    /// Lets time pass. Deadlines only move away, and states only move on.
    mutating func advance() {
      time += number(5...90)
      while chance(60), pods.count < 40 { pods.append(pod()) }
      for place in pods.indices { change(place) }
      pods.removeAll { $0.details?.phase == .ended && $0.uid.hashed % 7 == UInt64(time % 7) }
    }

    private mutating func change(_ place: Int) {
      if chance(2), let text = pods[place].annotations["delete-at"], let old = Int64(text) {
        pods[place].annotations.set("delete-at", "\(max(old, time) + number(100...1000))")
      }
      if chance(1) { pods[place].annotations.set("podkeeper/keep", "yes") }
      if chance(1) { pods[place].deletionTimestamp = pods[place].deletionTimestamp ?? time + 30 }
      guard chance(10), let phase = pods[place].details?.phase else { return }
      switch phase {
      case .pending:
        pods[place].details = details("Running", containers: [container(hasRun: true)])
      case .running:
        pods[place].details = details("Succeeded", containers: [container(hasRun: true, finishedAt: time)])
      case .ended, .other: break
      }
    }
  }

  /// What a sample records.
  private static let everything = Policy(
    foreignGeneration: ForeignGenerationPolicy(), finishedAfter: 0, dialects: Dialect.allCases)

  private func recorded(_ pod: Pod, _ policy: Policy, _ met: ReplayNeeds.Met, _ origin: RecordedPod.Origin)
    -> RecordedPod
  {
    var facts = PodFacts(of: pod, policy: policy)
    facts.created = pod.creationTimestamp
    return RecordedPod(
      uid: pod.uid, namespace: pod.namespace, name: pod.name, facts: facts, lookedUp: met, origin: origin)
  }

  @Test("Whatever the samples knew", arguments: 1...60)
  func replayed(seed: Int) {
    var cluster = Cluster(seed: seed)
    let (policy, live) = (cluster.policy(), LiveGenerations(generations: ["g1"]))
    let needs = ReplayNeeds(policy, live: live)
    let met = needs.met(details: policy.needsDetails, keys: Set(needs.keys))
    var replaying = Replaying(policy, live: live)
    var expected: [String: String] = [:]
    var sampled: [String: Pod] = [:]
    func sample() {
      let there = Dictionary(uniqueKeysWithValues: cluster.pods.map { ($0.uid, $0) })
      var sample = ReplayedSample(time: cluster.time)
      for pod in cluster.pods where sampled[pod.uid] != pod {
        sample.changes.append(.seen(recorded(pod, Self.everything, needs.everything, .sample)))
      }
      for uid in sampled.keys.sorted() where there[uid] == nil { sample.changes.append(.gone(uid)) }
      replaying.replay.take(sample)
      sampled = there
      cluster.time += 1
    }
    for _ in 0..<300 {
      cluster.advance()
      if cluster.chance(50) { sample() }
      if cluster.chance(30) {
        var run = ReplayedRun(now: cluster.time, time: cluster.time)
        for pod in cluster.pods {
          // As listed: without details, unless a rule needs them.
          var listed = pod
          if !policy.needsDetails { listed.details = nil }
          let judgment = judge(listed, policy: policy, live: live, now: cluster.time)
          guard judgment.isDelete else { continue }
          if expected[pod.uid] == nil { expected[pod.uid] = "\(judgment.reason) at \(cluster.time)" }
          let isDeleted = cluster.chance(70)
          run.targets.append(
            .init(pod: recorded(listed, policy, met, .run), deleted: isDeleted ? cluster.time + 1 : nil))
          if isDeleted { cluster.pods.removeAll { $0.uid == pod.uid } }
        }
        replaying.replay.take(run)
      }
    }
    // After the last sample, nothing says that a pod is gone.
    sample()
    var matched: [String: String] = [:]
    for pod in replaying.pods() {
      let again = matched.updateValue("\(pod.judgment.reason) at \(pod.time)", forKey: pod.pod.uid)
      #expect(again == nil, "counted twice")
    }
    #expect(matched == expected)
    #expect(replaying.replay.totals.all.pods == expected.count)
    #expect(replaying.replay.totals.unknown == 0)
  }
}

private func fixture(_ name: String, _ namespace: String) -> Pod { pod(name, namespace: namespace) }

extension String {
  /// The same in every process, unlike `hashValue`.
  fileprivate var hashed: UInt64 { utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) } }
}
