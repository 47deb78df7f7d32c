import Shared

/// What a run found and where it wrote it, for people and for machines.
struct SampleReport: RunReport {
  /// The time of the sample, else of the run, in seconds since 1970.
  var time: Int64
  let accounting: Accounting
  /// The formula of --accounting scheduler.
  var accountingVersion = AccountingVersion.newest
  /// Whether the report has a row for each node.
  let showsNodes: Bool
  let isOfSnapshot: Bool
  var cluster = SampledCluster()
  var context: String?
  /// nil if it could not be taken; then nothing was written.
  var sample: CapacitySample?
  /// Whether the run came as far as listing anything.
  var listBegan = false
  var written: [DestinationResult] = []
  var warnings = Warnings()
  var status = ExitStatus.ok
  var errors: [String] = []

  init(time: Int64, accounting: Accounting, showsNodes: Bool, isOfSnapshot: Bool) {
    self.time = time
    self.accounting = accounting
    self.showsNodes = showsNodes
    self.isOfSnapshot = isOfSnapshot
  }

  /// `12 nodes, 40 pods running, 3 pending; 2 of 2 destinations written`
  var counterLine: String {
    guard let sample else { return "no sample" }
    let (nodes, pods) = (sample.nodes.total, sample.pods.running)
    let sampled =
      "\(nodes) node\(nodes == 1 ? "" : "s"), \(pods) pod\(pods == 1 ? "" : "s") running, "
      + "\(sample.pods.pending) pending"
    guard !written.isEmpty else { return sampled }
    let arrived = written.count { $0.outcome == .ok || $0.outcome == .superseded }
    return "\(sampled); \(arrived) of \(written.count) destinations written"
  }

  var metricFamilies: [MetricFamily] {
    [
      MetricFamily(
        "podkeeper_capacity_warnings", help: "Warnings of the last run.",
        value: Double(warnings.count))
    ]
  }
}

/// The cluster that was sampled.
struct SampledCluster: Equatable, Sendable {
  /// The value of labels: `--cluster-name`, else the context, else `in-cluster`.
  var name = ""
  /// nil for a snapshot.
  var server: String?
}
