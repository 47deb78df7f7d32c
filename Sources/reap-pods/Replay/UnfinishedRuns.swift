import Shared

/// Puts the lines of runs together. A run's lines count once its last line is there.
struct UnfinishedRuns {
  private struct Run {
    var time: Int64
    var intents: [LedgerIntent] = []
    var outcomes: [String: LedgerOutcome] = [:]
  }

  private let needs: ReplayNeeds
  private var runs: [String: Run] = [:]

  init(_ needs: ReplayNeeds) { self.needs = needs }

  mutating func add(_ intent: LedgerIntent) {
    runs[intent.run, default: Run(time: intent.time)].intents.append(intent)
  }

  mutating func add(_ outcome: LedgerOutcome) {
    runs[outcome.run, default: Run(time: outcome.time)].outcomes[outcome.uid] = outcome
  }

  /// Returns nil if the run judged nothing.
  mutating func end(_ last: LedgerRun, _ policy: RecordedPolicy) -> ReplayedRun? {
    let run = runs.removeValue(forKey: last.run)
    guard let now = last.now else { return nil }
    let met = needs.met(details: policy.needsDetails, keys: policy.keys)
    return ReplayedRun(now: now, time: now, targets: run.map { targets($0, met) } ?? [])
  }

  /// The runs that were killed.
  var killed: [ReplayedRun] {
    runs.values.map { ReplayedRun(now: nil, time: $0.time, targets: targets($0, [])) }
  }

  private func targets(_ run: Run, _ met: ReplayNeeds.Met) -> [ReplayedRun.Target] {
    run.intents.map { intent in
      let outcome = run.outcomes[intent.uid]
      let isGone = outcome.map { ["deleted", "gone"].contains($0.outcome) } ?? false
      return ReplayedRun.Target(
        pod: RecordedPod(
          uid: intent.uid, namespace: intent.namespace, name: intent.name, facts: intent.facts,
          lookedUp: met, origin: .run),
        deleted: isGone ? outcome?.time : nil, cpuMilli: outcome?.freed?.cpuMilli)
    }
  }
}

/// What a run's policy, as a ledger records it, says about the parts of pods that the run looked at.
struct RecordedPolicy: Equatable {
  var keys: Set<String> = []
  var needsDetails = false

  init(_ policy: JSONValue) throws(JSONError) {
    let json = JSONCursor(policy)
    let isForeignOn = !json["foreignGeneration"].isMissing
    if try json["expired"].optionalBool() == true || isForeignOn {
      if let key = try json["expiryKey"].optionalString() { keys.insert(key) }
    }
    if isForeignOn || !json["retiredGenerations"].isMissing {
      if let key = try json["generationKey"].optionalString() { keys.insert(key) }
    }
    for name in try json["dialects"].elements() {
      if let dialect = Dialect(rawValue: try name.string()) {
        keys.formUnion(dialect.deadlineKeys.map(\.key))
      }
    }
    needsDetails = ["finishedAfter", "pendingAfter", "forceAfter"].contains { !json[$0].isMissing }
  }
}
