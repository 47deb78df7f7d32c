import Shared

/// What a run tells the ledger. Problems with it go into the report, and the sample goes its way.
extension SampleRun {
  /// Opens the ledger, if one is kept.
  mutating func openLedger(_ cluster: LedgerCluster) {
    guard let path = command.ledger.ledger else { return }
    var warnings: [String] = []
    do throws(LedgerError) {
      ledger = try SampleLedger(
        path, command.ledger.retention, command.buildPods.selection, cluster: cluster,
        timePerBuild: command.estimate.timePerBuild.seconds,
        patience: .init(command.requests.requestTimeout.duration, stopSource: interruption),
        now: { Int64(WallClock.now()) }, warn: { warnings.append($0) }, say: { [log] in log.notice($0) })
    } catch {
      report.note(error.exitStatus == .ioerr ? .cantcreat : error.exitStatus, "\(error); no ledger is kept")
    }
    for warning in warnings { report.warnings.append(Warning(message: warning, kind: "the ledger")) }
  }

  func ledgerCluster(uid: String?) -> LedgerCluster {
    LedgerCluster(
      name: command.metrics.clusterName ?? report.context, uid: uid, server: report.cluster.server,
      ca: authoritiesDigest)
  }

  /// Asks for the cluster's UID, which not everyone may read. A ledger of another cluster gets no line.
  mutating func learnClusterUID(_ server: APIServer) {
    guard let ledger, let uid = (try? server.perform(.readClusterUID)) ?? nil else { return }
    do throws(LedgerError) { try ledger.learn(ledgerCluster(uid: uid)) } catch {
      self.ledger = nil
      report.note(error.exitStatus, "\(error); no ledger is kept")
    }
  }

  /// Records a sample. One that lacks something is recorded as a failure, like a list that failed.
  mutating func record(
    _ sample: CapacitySample, _ totals: ClusterTotals, _ buildPod: BuildPod, isPartial: Bool
  ) {
    guard let ledger else { return }
    guard !isPartial else { return recordFailure(report.status, report.errors.first ?? "incomplete") }
    if !report.isOfSnapshot, let difference = ledger.clockDifference {
      let text = DurationArgument.text(Int64(clamping: difference.magnitude))
      return report.note(
        .ioerr,
        "the ledger is incomplete: the server's clock and this one differ by \(text), so the sample is not written; "
          + "synchronize the clocks")
    }
    let recorder = ledger.recorder
    var line = SampleRecord(sample, time: recorder.time)
    line.took = (begin.duration(to: .now) / .milliseconds(1)).rounded() / 1000
    line.forecast = forecast
    do throws(LedgerError) {
      try ledger.write(line) { line in
        LastSample(
          line, totals, rows: sample.perNode, buildPod: buildPod, queue: recorder.queue,
          buildPods: recorder.buildPods)
      }
    } catch { report.note(.ioerr, "the ledger is incomplete: \(error)") }
  }

  mutating func recordFailure(_ error: any Error) { recordFailure(ExitStatus(of: error), "\(error)") }

  private mutating func recordFailure(_ status: ExitStatus, _ error: String) {
    guard let ledger else { return }
    do throws(LedgerError) {
      try ledger.fail(SampleFailure(time: Int64(WallClock.now()), exit: status, error: error))
    } catch { report.note(.ioerr, "the ledger is incomplete: \(error)") }
  }
}
