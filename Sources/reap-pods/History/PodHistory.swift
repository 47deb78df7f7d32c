import Shared

/// What a ledger knows about one pod.
struct PodHistory: Equatable {
  /// One run's attempt to delete it.
  struct Deletion: Equatable {
    let intent: LedgerIntent
    /// nil if the run was killed before it knew.
    var outcome: LedgerOutcome?
  }

  let uid: String
  var namespace: String
  var name: String
  /// Everything known, from all lines.
  var facts = PodFacts()
  var deletions: [Deletion] = []
  /// When a sample no longer found it, in unix seconds.
  var gone: Int64?
  /// The time of the newest line about it, in unix seconds.
  var lastSeen: Int64

  mutating func add(_ intent: LedgerIntent) {
    facts.learn(intent.facts)
    deletions.append(Deletion(intent: intent))
    lastSeen = max(lastSeen, intent.time)
  }

  /// Adds the outcome to its run's intent. An outcome without an intent tells nothing.
  mutating func add(_ outcome: LedgerOutcome) {
    guard let index = deletions.lastIndex(where: { $0.intent.run == outcome.run }) else { return }
    deletions[index].outcome = outcome
    facts.node = facts.node ?? outcome.node
    facts.start = facts.start ?? outcome.start
    lastSeen = max(lastSeen, outcome.time)
  }

  mutating func add(_ pod: LedgerPod) {
    facts.learn(pod.facts)
    lastSeen = max(lastSeen, pod.time)
  }

  mutating func add(_ event: LedgerEvent) {
    facts.learn(event.facts)
    if event.event == "gone" { gone = gone ?? event.time } else { lastSeen = max(lastSeen, event.time) }
  }
}
