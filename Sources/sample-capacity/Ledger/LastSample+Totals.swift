import Shared

extension LastSample {
  /// What the status page needs of a sample.
  init(
    _ record: SampleRecord, _ totals: ClusterTotals, rows: [CapacitySample.NodeRow], buildPod: BuildPod,
    queue: QueueSummary, buildPods: BuildPodSummary
  ) {
    self.init(record)
    accounting = totals.accounting.rawValue
    self.buildPod = SampleRecord.short(buildPod.description)
    buildPodRequests = buildPod.requests.recorded
    self.queue = queue.rows(totals)
    self.buildPods = buildPods
    nodes = zip(totals.nodes, rows).map { node, row in
      var result = NodeRow(row: row)
      result.cordoned = node.classes.cordoned
      result.notReady = node.classes.notReady
      result.tainted = node.classes.tainted
      result.deleting = node.classes.deleting
      result.isEligible = node.isEligible
      for name in totals.extended where node.allocatable[name] > .zero {
        result.extended[name] = .init(
          allocatable: node.allocatable[name].value ?? .max,
          requested: node.pods.requests[name].value ?? .max)
      }
      return result
    }
  }
}
