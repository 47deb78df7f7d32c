import Shared

@testable import sample_capacity

extension CapacitySample {
  /// Every number is different.
  static var full: CapacitySample {
    var sample = CapacitySample()
    sample.time = 1_795_457_719.25
    sample.cpu = Amounts(
      capacity: 16_000, allocatable: 15_500, running: 6000, pending: 2250, bound: 7000, unbound: 1250,
      used: 0.5)
    sample.memory = Amounts(
      capacity: 1 << 36, allocatable: 1 << 35, running: 1 << 34, pending: 1 << 30, bound: 1 << 33,
      unbound: 1 << 29, used: 0.53125)
    sample.extended = [
      Extended(
        name: "hugepages-2Mi",
        amounts: Amounts(
          capacity: 1 << 28, allocatable: 1 << 27, running: 1 << 26, pending: 1 << 23, bound: 1 << 25,
          unbound: 1 << 22)),
      Extended(
        name: "nvidia.com/gpu",
        amounts: Amounts(capacity: 19, allocatable: 18, running: 12, pending: 8, bound: 13, unbound: 10)),
    ]
    sample.nodes = Nodes(total: 7, schedulable: 4, cordoned: 1, notReady: 2, tainted: 3, deleting: 0)
    sample.pods = Pods(
      running: 20, pending: 9, bound: 21, starting: 2, terminating: 1, unschedulable: 5, gated: 3, waiting: 4,
      orphaned: 6, oldestPendingSeconds: 77)
    sample.estimate = Estimate(method: "fit", seconds: 90, fitsNow: true, buildPodsThatFit: 11, why: "")
    return sample
  }

  /// The sample of a cluster without nodes.
  static var unknowing: CapacitySample {
    var sample = full
    sample.cpu.used = nil
    sample.memory.used = nil
    sample.estimate.seconds = nil
    return sample
  }
}

extension PendingSample {
  /// A sample with two points.
  static func of(_ seconds: Int64, cluster: String = "buildlets") -> PendingSample {
    let time = RFC3339.Instant(seconds: seconds, nanoseconds: 250_000_000)
    let series = MonitoringSeries.of(
      MonitoringPlace(project: "p", location: "us-central1-f", cluster: cluster))
    return PendingSample(series.of(CapacitySample.full.values(), at: time), time: time)
  }
}

extension MonitoringSeries {
  static func of(
    _ place: MonitoringPlace, prefix: String = "custom.googleapis.com/cluster",
    kind: ResourceKind = .k8sCluster, service: String = "container", writesAll: Bool = false
  ) -> MonitoringSeries {
    MonitoringSeries(
      prefix: prefix, kind: kind, place: place, given: place, service: service, writesAll: writesAll)
  }
}
