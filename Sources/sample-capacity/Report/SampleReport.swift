import Shared

/// What a run found and where it wrote it, for people and for machines.
struct SampleReport: RunReport {
  /// Of the run, or of the sample; seconds since 1970.
  var time: Int64
  let accounting: Accounting
  /// Whether there is a row a node.
  let showsNodes: Bool
  let isOfSnapshot: Bool
  var cluster = SampledCluster()
  var context: String?
  /// nil: it could not be taken, and nothing was written.
  var sample: CapacitySample?
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
    let sampled =
      "\(sample.nodes.total) nodes, \(sample.pods.running) pods running, \(sample.pods.pending) pending"
    guard !written.isEmpty else { return sampled }
    let arrived = written.count { $0.outcome == .ok || $0.outcome == .superseded }
    return "\(sampled); \(arrived) of \(written.count) destinations written"
  }

  var metricFamilies: [MetricFamily] {
    [
      MetricFamily(
        "podkeeper_capacity_warnings", help: "Oddities that did not stop the run.",
        value: Double(warnings.count))
    ]
  }
}

/// Which cluster a sample is of.
struct SampledCluster: Equatable, Sendable {
  /// `--cluster-name`, else the context, else `in-cluster`: what labels say.
  var name = ""
  /// nil for a snapshot.
  var server: String?
}
