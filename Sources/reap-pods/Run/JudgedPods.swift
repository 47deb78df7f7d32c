import Shared

/// What a run knows about the listed pods, passed from phase to phase.
struct JudgedPods {
  /// The comparison of the clocks; nil if nothing was listed.
  var clock: ClockGate.Reading?
  /// The generations seen so far; nil if the gate is off.
  var unseenGate: UnseenGenerationGate?
  var listed = 0
  /// The number of pods that are neither protected, mirror nor terminating.
  var eligible = 0
  var matched: [Candidate] = []
  /// Only with `--explain`.
  var kept: [Candidate] = []
  /// Pods kept until the state of their node is known; see `judgeStuckTerminating`.
  var undecided: [Candidate] = []
  /// Pods already terminating that would match otherwise; only with `--wait`.
  var terminating: [AwaitedPods.Target] = []
  var warnings = Warnings()
  var hasUnreadablePods = false
  /// The generations given to `--retire` that a pod carries.
  var retiredSeen: Set<String> = []
  /// The namespaces given to `--exclude-namespace` that a pod is in.
  var excludedSeen: Set<String> = []
  /// Whether a pod carries the annotation that sets a deadline.
  var expirySeen = false
  /// The version of each list that has one, by namespace; "" is the list of all namespaces.
  var versions: [String: String] = [:]

  /// Whether the list had no pods at all.
  var isEmpty: Bool { listed == 0 && !hasUnreadablePods }

  /// Adds the pods of another list.
  mutating func merge(_ other: JudgedPods) {
    listed += other.listed
    eligible += other.eligible
    // The first list is taken as it is, without a copy.
    if matched.isEmpty { matched = other.matched } else { matched += other.matched }
    kept += other.kept
    undecided += other.undecided
    terminating += other.terminating
    warnings += other.warnings
    hasUnreadablePods = hasUnreadablePods || other.hasUnreadablePods
    retiredSeen.formUnion(other.retiredSeen)
    excludedSeen.formUnion(other.excludedSeen)
    expirySeen = expirySeen || other.expirySeen
    versions.merge(other.versions) { $1 }
    // A deadline that has passed by the earliest clock has passed by all of them.
    clock = [clock, other.clock].compactMap(\.self).min { $0.now < $1.now }
    if let seen = other.unseenGate { unseenGate?.merge(seen) }
  }

  /// The nodes whose state decides about pods stuck terminating.
  var nodesToAsk: Set<String> { Set(undecided.compactMap(\.judgment.nodeToAsk)) }

  /// Decides about the pods stuck terminating, by the state of their nodes.
  mutating func decideUndecided(_ nodes: [String: NodeState], policy: Policy, explains: Bool) {
    guard let now = clock?.now else { return }
    for var candidate in undecided {
      candidate.judgment = judgeStuckTerminating(
        candidate.judgment, nodes: nodes, policy: policy, now: now)
      if candidate.judgment.isDelete {
        matched.append(candidate)
      } else if explains {
        kept.append(candidate)
      }
    }
    undecided = []
  }

  /// Keeps foreign pods whose generation became live, or that came into use, while the pods were listed.
  mutating func release(claimedBy live: LiveGenerations, explains: Bool) {
    // In place: another array of many pods would be the run's peak of memory.
    matched.removeAll { candidate in
      guard case .delete(.foreignGeneration) = candidate.judgment.verdict,
        let claim = live.claim(
          namespace: candidate.namespace, name: candidate.name, generation: candidate.judgment.generation)
          ?? live.handOver
      else { return false }
      if explains {
        var keeping = candidate
        keeping.judgment = claim
        kept.append(keeping)
      }
      return true
    }
  }

  /// Warns about generations given to `--retire`, and an annotation given to `--expiry-key`, that no pod carries: each
  /// may be a typo.
  mutating func warnAboutUnseen(_ policy: Policy) {
    guard clock != nil else { return }
    for generation in policy.retiredGenerations.subtracting(retiredSeen).sorted() {
      warn(noPod: "carries generation \"\(generation)\"")
    }
    if policy.deletesExpired, policy.expiryKey != Pod.usualExpiryKey, !expirySeen, listed > 0 {
      warn(noPod: "carries annotation \"\(policy.expiryKey)\"")
    }
  }

  /// Warns about excluded namespaces that no pod is in: each may be a typo, and its pods would then go.
  ///
  /// - Parameter excluded: namespaces given to `--exclude-namespace`, if the list was to have all pods of the cluster.
  mutating func warnAboutUnseen(excluded: [String]) {
    guard clock != nil, listed > 0 else { return }
    for namespace in Set(excluded).subtracting(excludedSeen).sorted() {
      warn(noPod: "is in the excluded namespace \"\(namespace)\"")
    }
  }

  private mutating func warn(noPod predicate: String) {
    warnings.append(Warning(message: "no pod \(predicate) (\(listed.grouped) checked)"))
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
