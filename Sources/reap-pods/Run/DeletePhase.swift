import Shared

extension ReapRun {
  /// Deletes the oldest first, as many as `--limit` allows, then waits if it shall.
  mutating func delete(on server: APIServer, live: LiveGenerations, nodes: [String: NodeState]) {
    guard let now = report.clock?.now else { return }
    let count = putOldestFirst()
    guard command.safety.dryRun != .client else { return pretend(count) }
    let queue = RequestQueue(
      server.client, concurrency: command.safety.concurrency, perSecond: command.safety.qps)
    if count > 0 { deleteFirst(count, on: server, by: queue, live: live, nodes: nodes, now: now) }
    if let limit = command.safety.wait, command.safety.dryRun == .none {
      wait(upTo: limit.duration, on: server, by: queue)
    }
  }

  /// - Returns: how many `--limit` allows.
  mutating func putOldestFirst() -> Int {
    report.matched.sort { ($0.created ?? .max, $0.uid) < ($1.created ?? .max, $1.uid) }
    return min(report.matched.count, command.safety.limit ?? .max)
  }

  mutating func pretend(_ count: Int) {
    for index in report.matched.indices.prefix(count) { report.matched[index].outcome = .wouldDelete }
  }

  private mutating func deleteFirst(
    _ count: Int, on server: APIServer, by queue: RequestQueue, live: LiveGenerations,
    nodes: [String: NodeState], now: Int64
  ) {
    let policy = policy
    let recheck = makeRecheck(live: live, nodes: nodes, now: now)
    let deleter = PodDeleter(
      report.matched, server: server, removal: command.safety.removal, recheck: recheck, log: log
    ) { "\($0.judgement.reason): \($0.judgement.detail(policy: policy, now: now))" }
    // The deletions own them now: a second reference would copy all at the first outcome.
    report.matched = []
    deleter.run(count, by: queue)
    report.matched = deleter.candidates
    report.warnings += deleter.warnings
    report.status.combine(with: deleter.status)
  }

  private func makeRecheck(
    live: LiveGenerations, nodes: [String: NodeState], now: Int64
  ) -> Recheck {
    let (policy, selector) = (policy, command.selection.selector)
    let hasFieldSelector = command.selection.fieldSelector != nil
    return Recheck(
      wanted: keysToSelectBy, needsDetails: policy.needsDetails,
      isSelected: { pod in
        guard selector?.matches(pod.labels) != false else { return false }
        return hasFieldSelector ? nil : true
      },
      judge: { pod in
        let first = judge(pod, policy: policy, live: live, now: now)
        let node = first.nodeToAsk.flatMap { nodes[$0] } ?? .unknown
        return judgeStuckTerminating(first, node: node, policy: policy, now: now)
      })
  }

  /// Until the pods that were deleted, and those that were going already, are gone.
  private mutating func wait(upTo limit: Duration, on server: APIServer, by queue: RequestQueue) {
    let deleted = report.matched.filter { [.deleted, .gone].contains($0.outcome) }
      .map { TerminationWait.Target(namespace: $0.namespace, name: $0.name, uid: $0.uid) }
    let termination = TerminationWait(deleted + terminating, server: server, queue: queue)
    termination.wait(upTo: limit)
    guard !termination.remaining.isEmpty else { return }
    if let failure = termination.failure { note(failure) }
    let names = termination.remaining.map { "\($0.namespace)/\($0.name)" }
    let shown = names.prefix(20).joined(separator: ", ") + (names.count > 20 ? ", …" : "")
    report.note(.tempfail, "\(names.count) pods are not gone yet: \(shown)")
  }
}
