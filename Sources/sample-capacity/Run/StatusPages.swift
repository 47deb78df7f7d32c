import Shared

/// What the status page shows of a run.
extension SampleRun {
  /// nil if no destination is a page.
  mutating func page(
    _ sample: CapacitySample, _ totals: ClusterTotals, _ buildPod: BuildPod, clockOffset: Double?
  )
    -> StatusPageInput?
  {
    guard command.destinations.hasPage else { return nil }
    var page = pageWithoutSample
    page.sample = StatusPageInput.Sample(sample, totals, buildPod, ledger?.recorder)
    addLedger(to: &page, now: page.sample?.time ?? 0)
    if let forecasts = sample.estimate.forecasts { page.add(forecasts) }
    // Half a second is the resolution of the server's clock.
    if let clockOffset, clockOffset.magnitude > Double(Self.largestClockOffset) + 0.5 {
      page.clockOffset = Int64(clockOffset.rounded())
    }
    return page
  }

  /// As reap-pods allows by default, in seconds.
  private static let largestClockOffset: Int64 = 30

  private var pageWithoutSample: StatusPageInput {
    var page = StatusPageInput()
    page.cluster = report.cluster.name
    page.version = podkeeperVersion
    page.accounting = report.accountingText
    page.interval = command.destinations.interval?.seconds ?? 60
    page.isOfSnapshot = report.isOfSnapshot
    return page
  }

  /// A ledger that cannot be read costs the page its history, and the run its exit code.
  private mutating func addLedger(to page: inout StatusPageInput, now: Int64) {
    guard let path = command.ledger.ledger else { return }
    page.ledgerFolder = path
    let selection = command.buildPods.selection
    page.buildPodPrefix =
      selection.selector == nil && !selection.namePrefix.isEmpty ? selection.namePrefix : nil
    do throws(LedgerError) {
      // Before the cluster is known, the ledger is not open yet.
      let folder = if let ledger { ledger.openFolder } else { try LedgerReader(path).folder }
      page.add(try LedgerView(folder, now: now, needsLast: page.failure != nil))
    } catch {
      report.note(error.exitStatus, "the status page has no history: \(error)")
    }
  }

  /// Shows on the pages that there is no new sample, and why: this is when most readers come.
  mutating func writePages(_ failure: any Error) {
    let status = ExitStatus(of: failure)
    writePages(status, "\(failure)")
  }

  mutating func writePages(_ status: ExitStatus, _ message: String) {
    guard !report.isOfSnapshot, let sinks = try? command.destinations.sinks() else { return }
    let now = Int64(WallClock.now())
    var page = pageWithoutSample
    page.failure = .init(
      time: now, count: 1, exitCode: Int(status.rawValue), exitName: status.name, message: message)
    addLedger(to: &page, now: now)
    for case let sink as any PageSink in sinks {
      do { try sink.write(page, now: now) } catch { report.note(error) }
    }
  }
}
