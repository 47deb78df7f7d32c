import Shared

extension ReapRun {
  /// Judges pods from files instead of a cluster; it sends no request and deletes nothing.
  mutating func judgeSnapshot() throws {
    let now = command.snapshot.now?.seconds ?? Int64(WallClock.now())
    if let name = command.metrics.clusterName {
      try openLedger(LedgerCluster(snapshot: name))
      try confirmLedger(LedgerCluster(snapshot: name))
    }
    let live = try generationReader(nil).read(now: now)
    report.listBegan = true
    report.place = ListedPlace(namespaces: command.selection.namespace, isSnapshot: true)
    let screening = screening(live: live)
    screening.begin(.init(now: now, offset: nil))
    var nodes = try readSnapshots(into: screening)
    var pods = screening.pods
    defer { report.take(pods, isOfSnapshot: true) }
    // If a snapshot contains no nodes at all, their state is unknown.
    if !nodes.isEmpty {
      for name in pods.nodesToAsk where nodes[name] == nil { nodes[name] = .gone }
    }
    pods.decideUndecided(nodes, policy: policy, explains: command.safety.explain)
    report.dryRun = .client
    report.time = now
    try passGates(&pods, live)
    pods.putOldestFirst()
    pods.pretendToDelete(limit: command.safety.limit)
  }

  /// - Returns: the state of each node in the files, by name.
  private func readSnapshots(into screening: PodScreening) throws -> [String: NodeState] {
    let selector = command.selection.selector
    let namespaces = Set(command.selection.namespace)
    var nodes: [String: NodeState] = [:]
    let count = try Snapshots(command.snapshot.snapshots, stopSource: interruption).read(
      with: PodDecoder(policy.metadataFilter(with: selector)),
      pod: { pod in
        guard namespaces.isEmpty || namespaces.contains(pod.namespace) else { return }
        guard selector?.matches(pod.labels) != false else { return }
        screening.visit(pod)
      },
      node: { json in
        let node = try Node(json: json)
        nodes[node.name] = NodeState(node)
      })
    count.log(to: log)
    return nodes
  }
}
