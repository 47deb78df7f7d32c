import Shared

extension ReapRun {
  /// Judges the pods of files instead of a cluster's: nothing is asked, and nothing is deleted.
  mutating func judgeSnapshot() throws {
    let now = command.snapshot.now?.seconds ?? Int64(WallClock.now())
    let live = try generationReader(nil).read(now: now)
    try policy.check(live)
    let census = census(live: live)
    census.begin(.init(now: now, offset: nil))
    var nodes = try readSnapshots(into: census)
    absorb(census)
    // A snapshot without any node says nothing of nodes.
    if !nodes.isEmpty {
      for name in undecided.compactMap(\.judgement.nodeToAsk) where nodes[name] == nil { nodes[name] = .gone }
    }
    decideUndecided(nodes)
    report.dryRun = .client
    report.time = now
    try check(census.unseenGate, live)
    if policy.heedsShareGate {
      try command.safety.shareGate.check(matched: report.matched.count, eligible: eligible)
    }
    report.matched.sort { ($0.created ?? .max, $0.uid) < ($1.created ?? .max, $1.uid) }
    pretend(min(report.matched.count, command.safety.limit ?? .max))
  }

  /// - Returns: the state of each node in the files.
  private func readSnapshots(into census: Census) throws -> [String: NodeState] {
    var wanted = policy.wantedKeys
    let selector = command.selection.selector
    wanted.labels += selector?.keys ?? []
    let namespaces = Set(command.selection.namespace)
    var nodes: [String: NodeState] = [:]
    let count = try Snapshots(command.snapshot.snapshots, stopSource: interruption).read(
      with: PodDecoder(wanted),
      pod: { pod in
        guard namespaces.isEmpty || namespaces.contains(pod.namespace) else { return }
        guard selector?.matches(pod.labels) != false else { return }
        census.visit(pod)
      },
      node: { json in
        let node = try Node(json: json)
        nodes[node.name] = NodeState(node)
      })
    count.tell(log)
    return nodes
  }
}
