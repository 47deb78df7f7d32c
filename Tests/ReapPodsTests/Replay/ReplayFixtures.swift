import Shared

@testable import reap_pods

/// 2026-11-23T00:00:00Z
let midnight: Int64 = noon - 43_200

let usualNeeds = ReplayNeeds(Policy(), live: LiveGenerations())

/// A build pod as a sample records it.
///
/// - Parameter deadline: in the annotation `delete-at`.
func recorded(
  _ uid: String, deadline: Int64? = noon, namespace: String = "builds", created: Int64 = noon - 7200,
  phase: String? = "Running", origin: RecordedPod.Origin = .sample, met: ReplayNeeds.Met? = nil,
  _ change: (inout PodFacts) -> Void = { _ in }
) -> RecordedPod {
  var facts = PodFacts()
  facts.created = created
  facts.phase = phase
  facts.node = "node-1"
  facts.requests = ["cpuMilli": 2000]
  facts.keys["delete-at"] = deadline.map { .at(unixSeconds: $0) }
  change(&facts)
  let all = ReplayNeeds.Met(rawValue: .max)
  return RecordedPod(
    uid: uid, namespace: namespace, name: "buildlet-\(uid)", facts: facts, lookedUp: met ?? all,
    origin: origin)
}

/// What an event says.
func news(_ uid: String, _ change: (inout PodFacts) -> Void) -> RecordedPod {
  var facts = PodFacts()
  change(&facts)
  return RecordedPod(uid: uid, facts: facts, lookedUp: [], origin: .event)
}

/// A replay, and what it reported.
struct Replaying {
  final class Reported {
    var pods: [ReplayedPod] = []
  }

  var replay: Replay
  private let reported = Reported()

  init(
    _ policy: Policy = Policy(), live: LiveGenerations = LiveGenerations(), judgesSamples: Bool = false,
    namespaces: Set<String> = []
  ) {
    let reported = reported
    replay = Replay(
      policy, live: live, judgesSamples: judgesSamples,
      selects: { namespaces.isEmpty || namespaces.contains($0) }, report: { reported.pods.append($0) })
  }

  mutating func sample(_ time: Int64, _ changes: ReplayedSample.Change...) {
    replay.take(ReplayedSample(time: time, changes: changes))
  }

  mutating func run(_ now: Int64?, time: Int64? = nil, _ targets: ReplayedRun.Target...) {
    replay.take(ReplayedRun(now: now, time: time ?? now ?? 0, targets: targets))
  }

  /// Ends the replay.
  mutating func pods() -> [ReplayedPod] {
    replay.finish()
    return reported.pods.sorted { ($0.time, $0.pod.uid) < ($1.time, $1.pod.uid) }
  }

  /// Ends the replay. `a@12` is a pod that matched 12 seconds after noon.
  mutating func matches() -> [String] { pods().map { "\($0.pod.uid)@\($0.time - noon)" } }
}
