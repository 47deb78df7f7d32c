import Shared

/// What a run knows of the pods that it listed, and hands from phase to phase.
struct JudgedPods {
  /// The server's clock against ours; nil if nothing was listed.
  var clock: ClockGate.Reading?
  /// What was seen of the generations; nil if no guard against a typo is wanted.
  var unseenGate: UnseenGenerationGate?
  var listed = 0
  /// Neither protected, mirror nor terminating.
  var eligible = 0
  var matched: [Candidate] = []
  /// Only where they shall be explained.
  var kept: [Candidate] = []
  /// Kept until the state of their node is known: see `judgeStuckTerminating`.
  var undecided: [Candidate] = []
  /// Terminating already, and matched but for that; only where they shall be waited for.
  var terminating: [TerminationWait.Target] = []
  var warnings = Warnings()
  var hasUnreadablePods = false

  /// Adds those of another list.
  mutating func merge(_ other: JudgedPods) {
    listed += other.listed
    eligible += other.eligible
    matched += other.matched
    kept += other.kept
    undecided += other.undecided
    terminating += other.terminating
    warnings += other.warnings
    hasUnreadablePods = hasUnreadablePods || other.hasUnreadablePods
    // The earliest: a deadline that has passed by it has passed by all.
    clock = [clock, other.clock].compactMap(\.self).min { $0.now < $1.now }
    if let seen = other.unseenGate { unseenGate?.merge(seen) }
  }

  /// The nodes that decide about pods stuck terminating.
  var nodesToAsk: Set<String> { Set(undecided.compactMap(\.judgement.nodeToAsk)) }

  /// Decides about the pods that are stuck terminating, by the state of their nodes.
  mutating func decideUndecided(_ nodes: [String: NodeState], policy: Policy, explains: Bool) {
    guard let now = clock?.now else { return }
    for var candidate in undecided {
      candidate.judgement = judgeStuckTerminating(
        candidate.judgement, nodes: nodes, policy: policy, now: now)
      if candidate.judgement.isDelete {
        matched.append(candidate)
      } else if explains {
        kept.append(candidate)
      }
    }
    undecided = []
  }

  /// What came alive while the pods were listed is not foreign.
  mutating func release(claimedBy live: LiveGenerations, explains: Bool) {
    var stillMatched: [Candidate] = []
    stillMatched.reserveCapacity(matched.count)
    for var candidate in matched {
      guard case .delete(.foreignGeneration) = candidate.judgement.verdict,
        let claim = live.claim(
          namespace: candidate.namespace, name: candidate.name, generation: candidate.judgement.generation)
          ?? live.handOver
      else {
        stillMatched.append(candidate)
        continue
      }
      candidate.judgement = claim
      if explains { kept.append(candidate) }
    }
    matched = stillMatched
  }

  mutating func putOldestFirst() {
    matched.sort { ($0.created ?? .max, $0.uid) < ($1.created ?? .max, $1.uid) }
  }

  /// - Parameter limit: nil for all.
  mutating func pretendToDelete(limit: Int?) {
    for index in matched.indices.prefix(limit ?? .max) { matched[index].outcome = .wouldDelete }
  }
}

extension ReapReport {
  mutating func take(_ pods: JudgedPods, isOfSnapshot: Bool) {
    listed = pods.listed
    matched = pods.matched
    kept = pods.kept
    clock = pods.clock
    warnings += pods.warnings
    if pods.hasUnreadablePods { status.combine(with: isOfSnapshot ? .data : .protocol) }
  }
}
