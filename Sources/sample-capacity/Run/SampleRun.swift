import Shared

/// One run: list nodes and pods, sum them up, and write the sample.
struct SampleRun: ToolRun {
  let command: SampleCapacity
  let interruption: Interruption
  let log: Log
  var report: SampleReport

  init(_ command: SampleCapacity, interruption: Interruption, log: Log) {
    self.command = command
    self.interruption = interruption
    self.log = log
    report = SampleReport(
      time: Int64(WallClock.now()), accounting: command.sampling.accounting,
      showsNodes: command.sampling.nodes, isOfSnapshot: command.snapshot.isGiven)
  }

  mutating func run() throws {
    report.context = command.cluster.namedContext
    report.cluster.name = command.metrics.clusterLabel(context: report.context)
    let nodes = NodeTally(selector: command.sampling.nodeSelector)
    let pods = PodTally(mayRepeat: command.snapshot.isGiven)
    let time = try command.snapshot.isGiven ? readSnapshots(nodes, pods) : askCluster(nodes, pods)
    note(nodes.notes, pods.notes)
    let sample = sample(nodes, pods, time: time)
    report.sample = sample
    report.time = Int64(sample.time.rounded(.down))
    report.written =
      [nodes.notes, pods.notes].contains(where: \.isPartial)
      ? try notWritten() : write(sample, of: report.cluster)
    for row in report.written { report.status.combine(with: row.status) }
  }

  private mutating func sample(_ nodes: NodeTally, _ pods: PodTally, time: Double) -> CapacitySample {
    let options = command.estimate
    let totals = ClusterTotals(
      nodes, pods, command.sampling.accounting, tolerations: options.tolerations,
      isWhole: command.sampling.nodeSelector == nil)
    var sample = CapacitySample(
      totals, time: time, buildPod: options.buildPod, warnings: &report.warnings)
    sample.estimate = options.estimate(totals)
    return sample
  }

  /// No number is better than a wrong one that cannot be told from a right one.
  private func notWritten() throws -> [DestinationResult] {
    try command.destinations.destinations().map { destination in
      var row = DestinationResult(to: destination.name)
      row.outcome = .failed
      row.note("not written: the sums are not whole, see the warnings", .ok)
      return row
    }
  }

  /// What had to be left out is missing in the sums: that is said, but stops no report.
  private mutating func note(_ notes: TallyNotes...) {
    for notes in notes { report.warnings += notes.warnings }
    guard notes.contains(where: \.leftOut) else { return }
    report.note(
      command.snapshot.isGiven ? .data : .protocol,
      "objects that cannot be read are missing in the sums: see the warnings"
        + (notes.contains(where: \.isPartial) ? "; nothing is written to any destination" : ""))
  }
}
