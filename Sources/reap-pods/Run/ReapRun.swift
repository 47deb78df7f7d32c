import Shared

/// One run: list and judge, then the gates, then delete.
struct ReapRun {
  let command: ReapPods
  let policy: Policy
  let interruption: Interruption
  let log: Log
  var report: ReapReport
  /// How many pods were listed and are neither protected, mirror nor terminating.
  var eligible = 0
  /// Terminating already, and matched but for that: `--wait` waits for them too.
  var terminating: [TerminationWait.Target] = []
  /// Kept until the state of their node is known.
  var undecided: [Candidate] = []

  init(_ command: ReapPods, interruption: Interruption, log: Log) {
    self.command = command
    self.interruption = interruption
    self.log = log
    policy = command.rules.policy(namedNamespaces: command.selection.namespace)
    report = ReapReport(time: Int64(WallClock.now()), policy: policy, dryRun: command.safety.dryRun)
  }

  /// Whatever happens, there is a report.
  func run() -> ReapReport {
    var run = self
    do {
      if command.snapshot.isGiven { try run.judgeSnapshot() } else { try run.reap() }
    } catch { run.note(error) }
    run.report.note(interruption)
    return run.report
  }

  private mutating func reap() throws {
    let (server, contextNamespace) = try connect()
    let reader = generationReader(server)
    let before = try reader.read(now: Int64(WallClock.now()))
    let (version, namespaces) = try askBeforeListing(
      command.selection.namespaces(default: contextNamespace), server)
    let unseenGate = try list(namespaces, of: server, version, live: before)
    let nodes = askForNodes(server)
    decideUndecided(nodes)
    let live = before.union(try reader.read(now: Int64(WallClock.now())))
    try policy.check(live)
    releaseClaimed(by: live)

    try passGates(unseenGate, live)
    delete(on: server, live: live, nodes: nodes)
  }

  func generationReader(_ server: APIServer?) -> GenerationReader {
    GenerationReader(command.rules.sources, server: server) { [interruption] in
      try readStandardInput(limit: 64 << 20, stopSource: interruption)
    }
  }

  /// Whether what the rules match may be deleted at all.
  mutating func passGates(_ unseenGate: UnseenGenerationGate?, _ live: LiveGenerations) throws(RefusedError) {
    try check(unseenGate, live)
    if policy.appliesShareGate {
      try command.safety.shareGate.check(matched: report.matched.count, eligible: eligible)
    }
  }

  /// Whether what the rule `foreign-generation` would delete looks like a typo.
  private mutating func check(_ gate: UnseenGenerationGate?, _ live: LiveGenerations) throws(RefusedError) {
    guard let gate else { return }
    let foreign = report.summary.byReason[.foreignGeneration] ?? 0
    try gate.check(foreign: foreign)
    if let warning = gate.warning(foreign: foreign, live: live.generations) { warn(warning) }
  }

  private mutating func connect() throws -> (APIServer, contextNamespace: String) {
    report.context = command.cluster.namedContext
    var contextNamespace = ""
    let server = try command.cluster.connect(
      command.requests, multiplexes: true, stopSource: interruption, log: log
    ) { found in
      report.server = found.server
      report.context = found.context
      contextNamespace = found.namespace
    }
    return (server, contextNamespace)
  }

  /// What the rules look at in a pod, and the selector where it is applied here.
  var keysToSelectBy: MetadataFilter {
    var keys = policy.metadataFilter
    keys.labels += command.selection.selector?.keys ?? []
    return keys
  }

  mutating func note(_ error: any Error) { report.note(error) }

  mutating func warn(_ message: String) { report.warnings.append(Warning(message: message)) }
}
