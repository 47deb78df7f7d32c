import Shared

/// One run: list nodes and pods, sum them up, and write the sample.
struct SampleRun: ToolRun {
  let command: SampleCapacity
  let interruption: Interruption
  let log: Log
  var report: SampleReport
  /// nil without --ledger, or if it cannot be used.
  var ledger: SampleLedger?
  /// The SHA-256 of the cluster's authorities, for the ledger.
  var authoritiesDigest: String?
  /// When the sample was begun.
  var begin = ContinuousClock.now
  /// What the sample's line in the ledger says about forecasts.
  var forecast: SampleForecast?

  init(_ command: SampleCapacity, interruption: Interruption, log: Log) {
    self.command = command
    self.interruption = interruption
    self.log = log
    report = SampleReport(
      time: Int64(WallClock.now()), accounting: command.sampling.accounting,
      showsNodes: command.sampling.nodes, isOfSnapshot: command.snapshot.isGiven)
  }

  mutating func run() throws {
    do { try takeSample() } catch {
      recordFailure(error)
      writePages(error)
      throw error
    }
  }

  private mutating func takeSample() throws {
    report.context = command.cluster.namedContext
    report.cluster.name = command.metrics.clusterLabel(context: report.context)
    let measured = try command.wait.untilFits == nil ? measure() : measureUntilFit()
    var sample = measured.sample
    makeForecasts(&sample, measured.totals, measured.buildPod, isPartial: measured.isPartial)
    report.sample = sample
    record(sample, measured.totals, measured.buildPod, isPartial: measured.isPartial)
    report.time = Int64(sample.time.rounded(.down))
    let sinks = try command.destinations.sinks()
    if measured.isPartial {
      report.written = notWritten(sinks)
      writePages(report.status, report.errors.last ?? "")
    } else {
      let page = page(sample, measured.totals, measured.buildPod, clockOffset: measured.clockOffset)
      report.written = write(sample, to: sinks, page: page)
    }
    for row in report.written { report.status.combine(with: row.status) }
  }

  /// A sample, and what it was made from.
  struct Measured {
    let sample: CapacitySample
    let totals: ClusterTotals
    let buildPod: BuildPod
    let isPartial: Bool
    /// Seconds; ours − the server's.
    let clockOffset: Double?
  }

  /// Lists nodes and pods, and sums them up.
  mutating func measure() throws -> Measured {
    begin = .now
    let buildPod = try command.estimate.podToPlace(command.sampling.accounting, stopSource: interruption)
    let extended = ExtendedNames(always: ["pods"] + buildPod.others)
    let nodes = NodeTally(selector: command.sampling.nodeSelector, extended: extended)
    let pods = PodTally(mayRepeat: command.snapshot.isGiven, extended: extended)
    let time =
      try command.snapshot.isGiven
      ? readSnapshots(nodes, pods, buildPod) : askCluster(nodes, pods, buildPod)
    note(nodes.notes, pods.notes)
    let totals = totals(nodes, pods, buildPod, extended)
    return Measured(
      sample: sample(totals, buildPod, time: time), totals: totals, buildPod: buildPod,
      isPartial: [nodes.notes, pods.notes].contains(where: \.isPartial), clockOffset: nodes.clockOffset)
  }

  private mutating func totals(
    _ nodes: NodeTally, _ pods: PodTally, _ buildPod: BuildPod, _ extended: ExtendedNames
  ) -> ClusterTotals {
    if let omitted = extended.omittedCount {
      report.warnings.append(
        Warning(
          message: "\(omitted) extended resources have no sums: "
            + "only the first \(ExtendedNames.limit) names count"))
    }
    if let selector = command.sampling.nodeSelector, nodes.nodes.isEmpty {
      report.warnings.append(Warning(message: "no node matches --node-selector \(selector.text)"))
    }
    return ClusterTotals(
      nodes, pods, command.sampling.accounting, buildPod: buildPod, extended: extended,
      isWhole: command.sampling.nodeSelector == nil)
  }

  private mutating func sample(_ totals: ClusterTotals, _ buildPod: BuildPod, time: Double) -> CapacitySample
  {
    var sample = CapacitySample(totals, time: time, buildPod: buildPod, warnings: &report.warnings)
    sample.estimate = command.estimate.estimate(totals, buildPod)
    sample.estimate.ignored = buildPod.ignored
    return sample
  }

  /// A wrong number in a time series looks like any other, so no number is better.
  private func notWritten(_ sinks: [any Sink]) -> [DestinationResult] {
    sinks.map { sink in
      var row = DestinationResult(to: sink.name, outcome: .failed)
      row.note("not written: the sums are incomplete; see the warnings", .ok)
      return row
    }
  }

  /// Writes the sample to all sinks and logs their errors.
  private func write(
    _ sample: CapacitySample, to sinks: [any Sink], page: StatusPageInput?
  ) -> [DestinationResult] {
    let cluster = report.cluster.name
    if report.isOfSnapshot, let service = sinks.first(where: \.isService) {
      log.notice("writing the snapshot's numbers to \(service.name) as cluster \(cluster)")
    }
    let given = MonitoringPlace(
      given: command.destinations, gke: command.cluster.gke, clusterName: command.metrics.clusterName,
      context: report.context)
    var input = SinkInput(
      sample, cluster: cluster, given: given, requestTimeout: command.requests.requestTimeout.duration,
      stopSource: interruption, log: log)
    input.page = page
    let rows = log.progress.during(.writing("the sample")) { [input] in
      SampleWriter(sinks: sinks).write(input)
    }
    for row in rows {
      guard let error = row.error else { continue }
      let message = "\(row.to): \(error)"
      if row.status == .ok { log.warning(message) } else { log.error(message) }
    }
    return rows
  }

  /// Adds the warnings to the report. Objects that were left out of the sums set the exit code, but the sums
  /// are still reported.
  private mutating func note(_ notes: TallyNotes...) {
    for notes in notes { report.warnings += notes.warnings }
    guard notes.contains(where: \.leftOut) else { return }
    report.note(
      command.snapshot.isGiven ? .data : .protocol,
      "the sums are incomplete: some objects could not be read (see the warnings)"
        + (notes.contains(where: \.isPartial) ? "; nothing is written to any destination" : ""))
  }
}
