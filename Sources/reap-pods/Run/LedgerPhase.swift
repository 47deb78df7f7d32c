import Shared

extension ReapRun {
  /// Other processes keep the lock only while they append a piece.
  private static var patience: FileLock.Patience { .init(.seconds(5)) }

  /// Opens the ledger, if one is kept.
  mutating func openLedger(_ cluster: LedgerCluster) throws(LedgerRefusal) {
    guard let path = command.ledger.ledger else { return }
    ledger = try ReapLedger(path, cluster: cluster, patience: Self.patience, start: report.time) {
      log.notice($0)
    }
    if command.asksWhatIsFreed { report.freed = ReapedSums() }
  }

  /// Tells the ledger all that is known about the cluster. A ledger of another cluster gets no line.
  mutating func confirmLedger(_ cluster: LedgerCluster) throws(LedgerRefusal) {
    guard let ledger else { return }
    do throws(LedgerRefusal) {
      let warning = try ledger.confirm(cluster)
      if let warning { report.warnings.append(Warning(message: warning, kind: "the ledger")) }
    } catch {
      self.ledger = nil
      throw error
    }
  }

  mutating func record() {
    guard let ledger else { return }
    let record = RunRecord(
      arguments: CommandLine.arguments, maxShare: command.safety.maxShare, limit: command.safety.limit,
      refused: report.refusal?.gate.rawValue)
    do {
      try ledger.finish(report, record, command.ledger.retention) { log.notice($0) }
    } catch { report.note(.ioerr, "\(error)") }
  }

  /// The cluster as far as this run knows it.
  ///
  /// - Parameter uid: the UID of the namespace kube-system; nil if it is unknown.
  func ledgerCluster(uid: String?) -> LedgerCluster {
    LedgerCluster(
      name: command.metrics.clusterName ?? report.context, uid: uid, server: report.server,
      ca: authoritiesDigest)
  }
}
