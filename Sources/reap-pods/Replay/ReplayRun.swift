import Shared

/// A run with `--replay`: judges the pods in a ledger. It contacts nobody and deletes nothing.
struct ReplayRun: ToolRun {
  private let folder: String
  private let policy: Policy
  private let live: LiveGenerations
  private let selection: SelectionOptions
  private let keepsRows: Bool
  private let interruption: Interruption
  var report: ReplayReport

  init(_ command: ReapPods, folder: String, interruption: Interruption) {
    self.folder = folder
    self.interruption = interruption
    selection = command.selection
    policy = command.rules.policy(namedNamespaces: command.selection.namespace)
    live = LiveGenerations(generations: Set(command.rules.generation))
    // There may be a million of them.
    keepsRows = command.output.output != .text || command.safety.explain
    report = ReplayReport(time: Int64(WallClock.now()))
    for warning in command.idleOptions { report.warnings.append(warning) }
  }

  mutating func run() throws {
    let reader = try LedgerReader(folder)
    let rows = ReplayRows()
    let (policy, keepsRows) = (policy, keepsRows)
    let namespaces = Set(selection.namespace)
    let excluded = Set(selection.excludeNamespace)
    var replay = Replay(
      policy, live: live, judgesSamples: try !ReplayedLedger.hasRuns(reader),
      selects: { (namespaces.isEmpty || namespaces.contains($0)) && !excluded.contains($0) },
      report: { if keepsRows { rows.add($0, policy: policy) } })
    var ledger = ReplayedLedger(reader, needs: replay.needs) { [interruption] in
      guard interruption.state(at: .now) == .running else { throw ReplayStopped() }
    }
    defer { report.take(ledger, replay.totals, rows) }
    try ledger.read(into: &replay)
    guard ledger.span != nil else { throw EmptyLedgerError(folder: folder) }
    if replay.totals.listed > 0,
      let key = replay.needs.keys.first(where: { !ledger.recordedKeys.contains($0) })
    {
      throw UnrecordedKey(folder: folder, key: key)
    }
  }
}

/// The run had to end before the ledger did.
struct ReplayStopped: DiagnosedError {
  var exitStatus: ExitStatus { .tempfail }
  var description: String {
    "the replay is incomplete: a signal or the deadline came before the ledger's end"
  }
}

/// The folder is no ledger, or nothing was recorded in it yet.
struct EmptyLedgerError: DiagnosedError, Equatable {
  let folder: String

  var exitStatus: ExitStatus { .noinput }
  var description: String { "cannot replay \(folder): it has neither a run nor a sample" }
}

/// The rules ask for a key that the ledger does not know.
struct UnrecordedKey: DiagnosedError, Equatable {
  let folder: String
  let key: String

  var exitStatus: ExitStatus { .usage }
  var description: String {
    "cannot replay rules that read \(key): no pod in \(folder) has it, and no run looked for it"
  }
}
