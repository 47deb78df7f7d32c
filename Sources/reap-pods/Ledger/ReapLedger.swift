import Shared

/// What one run writes into the ledger.
///
/// All intents are on disk before the first delete, and the run's line after its last one. Nothing that is read from a
/// ledger decides about a deletion.
final class ReapLedger {
  /// Adds what a deleted pod had held.
  private(set) var reaped: [String: ReapedSums] = [:]

  private let run = newRunID()
  private let folder: LedgerFolder
  private let appender: LedgerAppender
  /// When the run began, in unix seconds.
  private let start: Int64
  /// Seconds since 1970.
  private let clock: () -> Double
  /// The first error of writing outcomes. After it, no more are written.
  private var failure: LedgerError?

  /// Opens the ledger and checks that it is not about another cluster, as far as known.
  ///
  /// - Parameters:
  ///   - patience: how long to wait for another process that is writing.
  ///   - start: when the run began, in unix seconds.
  ///   - say: gets a message about what was created.
  /// - Throws: `LedgerRefusal`
  init(
    _ path: String, cluster: LedgerCluster, patience: FileLock.Patience, start: Int64,
    clock: @escaping () -> Double = WallClock.now, say: (String) -> Void
  ) throws(LedgerRefusal) {
    do throws(LedgerError) {
      folder = try LedgerFolder(path, patience: patience)
      if folder.isNewInVolume {
        say("\(path) is a volume that others can access; keeping the ledger in \(folder.path)")
      }
      // A doubt may go away when more is known.
      _ = try folder.identify(cluster)
    } catch { throw LedgerRefusal(error) }
    appender = folder.appender(.day(.reap, LedgerDay(of: start)))
    self.start = start
    self.clock = clock
  }

  /// Checks the cluster again once all that can be known is known.
  ///
  /// - Returns: a warning if the cluster may be another one.
  func confirm(_ cluster: LedgerCluster) throws(LedgerRefusal) -> String? {
    do throws(LedgerError) { return try folder.identify(cluster) } catch { throw LedgerRefusal(error) }
  }

  /// Records which pods are about to be deleted, and makes that durable.
  func add(_ matched: [Candidate], policy: Policy, now: Int64) throws(LedgerRefusal) {
    guard !matched.isEmpty else { return }
    let time = Int64(clock())
    do throws(LedgerError) {
      for candidate in matched {
        try appender.add(candidate.intent(run: run, time: time, policy: policy, now: now))
      }
      try appender.sync()
    } catch { throw LedgerRefusal(error) }
  }

  /// Records what happened to a pod. An error is reported at the end, because deleting goes on.
  ///
  /// - Parameter removed: what the server said about the pod when it was deleted.
  func ended(_ candidate: Candidate, _ removed: RemovedPod?) {
    guard case .delete(let reason) = candidate.judgment.verdict else { return }
    var line = LedgerOutcome(
      run: run, time: Int64(clock()), uid: candidate.uid, outcome: candidate.outcome.rawValue)
    if candidate.outcome == .deleted {
      var sums = ReapedSums(pods: 1)
      if let removed {
        line.node = removed.node
        line.start = removed.start
        line.freed = removed.freed
        line.overdueCPUSeconds = removed.overdueCPUSeconds(
          candidate.judgment, created: candidate.created, at: line.time)
        sums.freed = line.freed ?? FreedRequests()
        sums.overdueCPUSeconds = line.overdueCPUSeconds ?? 0
      }
      reaped[reason.rawValue, default: ReapedSums()] += sums
    }
    guard failure == nil else { return }
    do throws(LedgerError) { try appender.add(line) } catch { failure = error }
  }

  /// Records the run, makes all its lines durable, and drops old days.
  ///
  /// Days are dropped by the time that the rules were judged by, or by this clock if that is earlier. If no time was
  /// judged by, the clocks may be wrong, and nothing is dropped.
  ///
  /// - Parameter say: gets messages about what was dropped.
  /// - Throws: the first error of writing since the intents.
  func finish(
    _ report: ReapReport, _ record: RunRecord, _ retention: LedgerRetention, say: (String) -> Void
  ) throws(LedgerError) {
    let line = LedgerRun(
      run: run, start: start, end: Int64(clock()), now: report.clock?.now, program: "reap-pods",
      version: podkeeperVersion, flags: record.flags, policy: report.policy.json,
      dryRun: report.dryRun.rawValue, gates: record.gates(report), summary: report.summary.json,
      reaped: reaped, exit: failure == nil ? report.status : report.status.combined(with: .ioerr))
    try appender.add(line)
    try appender.sync()
    if let now = report.clock?.now {
      for message in try folder.apply(retention, now: min(now, line.end)) { say(message) }
    }
    if let failure { throw failure }
  }

  /// What all deleted pods had held.
  var total: ReapedSums { reaped.values.reduce(into: ReapedSums()) { $0 += $1 } }
}

/// The ledger cannot be used, so nothing is deleted.
struct LedgerRefusal: DiagnosedError, Equatable {
  let cause: LedgerError

  init(_ cause: LedgerError) { self.cause = cause }

  var exitStatus: ExitStatus { cause.exitStatus == .ioerr ? .cantcreat : cause.exitStatus }
  var description: String { "\(cause); nothing was deleted" }
}

extension RemovedPod {
  /// What it held; nil if it held nothing, or if that is not known.
  var freed: FreedRequests? {
    guard heldRequests, let cpuMilli, let memoryBytes else { return nil }
    return FreedRequests(cpuMilli: cpuMilli, memoryBytes: memoryBytes)
  }

  /// CPU × the time that it outlived its deadline on its node; nil unless it was deleted because of the deadline.
  ///
  /// - Parameters:
  ///   - created: counts if its node has not accepted it, in unix seconds.
  ///   - deletion: unix seconds.
  func overdueCPUSeconds(_ judgment: Judgment, created: Int64?, at deletion: Int64) -> Double? {
    guard judgment.verdict == .delete(.expired), case .deadline(_, let deadline) = judgment.fact,
      let freed, let start = start ?? created
    else { return nil }
    let since = max(deadline, start)
    return deletion <= since ? 0 : Double(freed.cpuMilli) / 1000 * Double(deletion - since)
  }
}

extension Candidate {
  func intent(run: String, time: Int64, policy: Policy, now: Int64) -> LedgerIntent {
    var intent = LedgerIntent(
      run: run, time: time, uid: uid, namespace: namespace, name: name, reason: judgment.reason,
      detail: judgment.detail(policy: policy, now: now), deadline: judgment.deadline,
      facts: facts.flatMap { try? PodFacts(json: JSONCursor(JSONValue(parsing: $0))) } ?? PodFacts())
    intent.facts.created = LedgerTime.recordable(created)
    return intent
  }
}

extension Judgment {
  fileprivate var deadline: Int64? {
    if case .deadline(_, let seconds) = fact { seconds } else { nil }
  }
}
