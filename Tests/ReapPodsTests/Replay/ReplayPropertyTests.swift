import Shared
import Testing

import struct SimulatedCloud.SeededGenerator

@testable import reap_pods

@Suite("A replay beside the simplest one", .timeLimit(.minutes(15)))
struct ReplayPropertyTests {
  /// Random changes of a few pods, and what they lead to.
  private struct World {
    var generator: SeededGenerator
    var time = noon - 10_000

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { .random(in: range, using: &generator) }

    mutating func isSo() -> Bool { Bool.random(using: &generator) }

    mutating func fact() -> PodKeyFact? {
      switch number(0...5) {
      case 0: nil
      case 1: .never
      case 2: .unreadable(bytes: 3)
      default: .at(unixSeconds: time + number(-100...2000))
      }
    }

    mutating func pod() -> RecordedPod {
      let phases = ["Pending", "Running", "Succeeded"]
      var pod = recorded(
        "p\(number(0...9))", created: time - number(0...500), phase: phases.randomElement(using: &generator))
      pod.facts.keys["delete-at"] = fact()
      pod.facts.keys["janitor/ttl"] = fact()
      pod.facts.keys["janitor/expires"] = fact()
      if isSo() { pod.facts.keys["generation"] = .text(isSo() ? "g1" : "g2") }
      if pod.facts.phase == "Succeeded" { pod.facts.finished = time - number(0...500) }
      if isSo() { pod.facts.node = nil }
      return pod
    }

    mutating func policy() -> Policy {
      Policy(
        deletesExpired: isSo(), foreignGeneration: isSo() ? ForeignGenerationPolicy(minAge: 700) : nil,
        retiredGenerations: isSo() ? ["g2"] : [], finishedAfter: isSo() ? 600 : nil,
        pendingAfter: isSo() ? 900 : nil, dialects: isSo() ? [.kubeJanitor] : [])
    }
  }

  /// Judges every known pod at every sample.
  private func simplest(
    _ samples: [ReplayedSample], _ policy: Policy, _ live: LiveGenerations
  ) -> [String] {
    let needs = ReplayNeeds(policy, live: live)
    var known: [String: RecordedPod] = [:]
    var done: Set<String> = []
    var matches: [String] = []
    for sample in samples {
      for change in sample.changes {
        switch change {
        case .gone(let uid):
          // A pod that nobody has seen cannot be gone.
          if known.removeValue(forKey: uid) != nil { done.insert(uid) }
        case .seen(let pod):
          if known[pod.uid]?.learn(pod, needs) == nil { known[pod.uid] = pod }
        }
      }
      for (uid, recorded) in known.sorted(by: { $0.key < $1.key }) where !done.contains(uid) {
        let deadlines = RecordedDeadlines(keys: recorded.facts.keys)
        let judgment = judge(
          recorded.pod(for: policy), deadlines: deadlines, policy: policy, live: live, now: sample.time)
        guard judgment.isDelete else { continue }
        done.insert(uid)
        matches.append("\(uid)@\(sample.time - noon) \(judgment.reason)")
      }
    }
    return matches
  }

  @Test("Not judging pods that cannot have changed their judgment changes nothing", arguments: 1...40)
  func sleeping(seed: Int) {
    var world = World(generator: SeededGenerator(seed: UInt64(seed)))
    let (policy, live) = (world.policy(), LiveGenerations(generations: ["g1"]))
    var samples: [ReplayedSample] = []
    for _ in 0..<400 {
      world.time += world.number(1...60)
      var sample = ReplayedSample(time: world.time)
      if world.number(0...5) == 0 { sample.changes.append(.seen(world.pod())) }
      if world.number(0...99) == 0 { sample.changes.append(.gone("p\(world.number(0...9))")) }
      samples.append(sample)
    }
    var replaying = Replaying(policy, live: live, judgesSamples: true)
    for sample in samples { replaying.replay.take(sample) }
    let matches = replaying.pods().map { "\($0.pod.uid)@\($0.time - noon) \($0.judgment.reason)" }
    #expect(matches == simplest(samples, policy, live))
  }
}
