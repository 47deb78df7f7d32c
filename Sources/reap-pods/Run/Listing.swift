import Shared

extension ReapRun {
  /// Judges the pods of each namespace. One that cannot be listed is left out; the others go on.
  mutating func list(
    _ namespaces: [String?], of server: APIServer, _ version: ServerVersion?, live: LiveGenerations
  ) throws -> UnseenGenerationGate? {
    var gate = command.rules.unseenGate
    for namespace in namespaces {
      let census = census(of: namespace, live: live)
      let options = ListOptions(
        namespace: namespace, labelSelector: command.selection.selector?.text,
        fieldSelector: command.selection.fieldSelector, metadataOnly: !policy.needsDetails,
        pageSize: command.requests.pageSize(for: version))
      do {
        try server.list(options, with: PodDecoder(policy.metadataFilter), to: census)
      } catch let error as APIError {
        note(error)
        continue
      }
      absorb(census)
      if let seen = census.unseenGate { gate?.merge(seen) }
    }
    return gate
  }

  func census(of namespace: String? = nil, live: LiveGenerations) -> PodScreening {
    // A generation that is retired by name is over, whatever the time.
    let maxSkew = policy.heedsClockGate ? command.safety.maxClockSkew.seconds : 0
    return PodScreening(
      of: namespace, policy: policy, live: live, clockGate: ClockGate(maxSkew: maxSkew),
      excluded: Set(command.selection.excludeNamespace), explains: command.safety.explain,
      waits: command.safety.wait != nil, unseenGate: command.rules.unseenGate)
  }

  mutating func absorb(_ census: PodScreening) {
    report.listed += census.listed
    report.matched += census.matched
    report.kept += census.kept
    report.warnings += census.warnings
    eligible += census.eligible
    terminating += census.terminating
    undecided += census.undecided
    if census.hasUnreadablePods {
      report.status.combine(with: command.snapshot.isGiven ? .data : .protocol)
    }
    guard let clock = census.clock else { return }
    // Of several, the earliest: a deadline that has passed by it has passed by all.
    if report.clock.map({ clock.now < $0.now }) != false { report.clock = clock }
  }

  /// What came alive while the pods were listed is not foreign.
  mutating func releaseClaimed(by live: LiveGenerations) {
    var matched: [Candidate] = []
    matched.reserveCapacity(report.matched.count)
    for var candidate in report.matched {
      guard case .delete(.foreignGeneration) = candidate.judgement.verdict,
        let claim = live.claim(
          namespace: candidate.namespace, name: candidate.name, generation: candidate.judgement.generation)
          ?? live.handOver
      else {
        matched.append(candidate)
        continue
      }
      candidate.judgement = claim
      if command.safety.explain { report.kept.append(candidate) }
    }
    report.matched = matched
  }
}
