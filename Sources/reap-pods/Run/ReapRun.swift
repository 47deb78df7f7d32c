import Shared

/// One run. The phases return their results; only this file, `SnapshotRun.swift` and
/// `LedgerPhase.swift` write them into the report.
struct ReapRun: ToolRun {
  let command: ReapPods
  let policy: Policy
  let interruption: Interruption
  let log: Log
  var report: ReapReport
  /// nil without --ledger.
  var ledger: ReapLedger?
  /// The SHA-256 of the cluster's authorities, for the ledger.
  private(set) var authoritiesDigest: String?

  init(_ command: ReapPods, interruption: Interruption, log: Log) {
    self.command = command
    self.interruption = interruption
    self.log = log
    policy = command.rules.policy(namedNamespaces: command.selection.namespace)
    report = ReapReport(time: Int64(WallClock.now()), policy: policy, dryRun: command.safety.dryRun)
    report.explains = command.safety.explain
    for warning in command.idleOptions { report.warnings.append(warning) }
  }

  mutating func run() throws {
    do {
      if command.snapshot.isGiven { try judgeSnapshot() } else { try reap() }
    } catch let error as any GateError {
      if let gate = error.gate { report.refusal = Refusal(gate: gate, reason: error.headline) }
      throw error
    }
  }

  /// Lists and judges, decides the undecided, passes the gates, deletes, waits.
  private mutating func reap() throws {
    let (server, contextNamespace) = try connect()
    let sources = generationReader(server)
    let before = try sources.read(now: Int64(WallClock.now()))
    let namespaces = command.selection.namespaces(default: contextNamespace)
    report.place.namespaces = namespaces
    let (version, permissions, clusterUID) = try askBeforeListing(namespaces, server)
    report.version = version?.text
    try confirmLedger(ledgerCluster(uid: clusterUID))
    for permission in permissions { report.note(permission) }

    var pods = JudgedPods(unseenGate: command.rules.unseenGate)
    // The report shows the pods however the run ends.
    defer { report.take(pods, isOfSnapshot: false) }
    report.listBegan = true
    var emptyNamespaces: [String] = []
    for namespace in permissions.filter(\.isListed).map(\.namespace) {
      do {
        let listed = try list(namespace, of: server, version, live: before)
        if let namespace, listed.isEmpty { emptyNamespaces.append(namespace) }
        pods.merge(listed)
      } catch let error as APIError {
        report.note(error)
      }
    }
    let missing = missingNamespaces(among: emptyNamespaces, server)

    let nodes = NodeLookup(pods.nodesToAsk, server)
    for error in nodes.errors { report.note(error) }
    pods.decideUndecided(nodes.states, policy: policy, explains: command.safety.explain)
    let live = before.union(try sources.read(now: Int64(WallClock.now())))
    try policy.check(live)
    pods.release(claimedBy: live, explains: command.safety.explain)

    do { try passGates(&pods, live) } catch {
      for other in missing { report.note(other) }
      throw error
    }
    guard missing.isEmpty else { return stop(because: missing) }

    guard let now = pods.clock?.now else { return }
    pods.putOldestFirst()
    guard command.safety.dryRun != .client else { return pods.pretendToDelete(limit: command.safety.limit) }
    let queue = RequestQueue(
      server.client, concurrency: command.safety.concurrency, perSecond: command.safety.qps)
    let recheck = Recheck(policy, command.selection, live: live, nodes: nodes.states, now: now)
    if command.asksWhatIsFreed { try ledger?.add(pods.matched, policy: policy, now: now) }
    report.status.combine(with: delete(&pods, on: server, by: queue, recheck: recheck))
    if command.asksWhatIsFreed { report.freed = ledger?.total }

    let pageSize = command.paging.pageSize(for: version)
    for error in wait(for: pods, on: server, by: queue, pageSize: pageSize) { report.note(error) }
  }

  private mutating func connect() throws -> (APIServer, contextNamespace: String) {
    report.context = command.cluster.namedContext
    var contextNamespace = ""
    var authorities: String?
    let server = try command.cluster.connect(
      command.requests, multiplexes: true, stopSource: interruption, log: log
    ) { found in
      report.server = found.server
      report.context = found.context
      contextNamespace = found.namespace
      if command.ledger.ledger != nil { authorities = found.authoritiesDigest }
    }
    authoritiesDigest = authorities
    try openLedger(ledgerCluster(uid: nil))
    return (server, contextNamespace)
  }

  func generationReader(_ server: APIServer?) -> GenerationReader {
    GenerationReader(command.rules.sources, server: server) { [interruption] in
      try readStandardInput(limit: 64 << 20, stopSource: interruption)
    }
  }
}
