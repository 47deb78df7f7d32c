import Shared

/// Estimates the wait of a new build pod as golang.org/x/build's coordinator did in 2016: in whole CPUs.
struct GolangBuildEstimate {
  let pod: BuildPod
  /// In seconds.
  let timeToSchedule: Int64
  /// In seconds.
  let timePerBuild: Int64
  /// The CPUs reserved on each node.
  let cpuOverhead: Int64

  func estimate(_ totals: ClusterTotals) -> CapacitySample.Estimate {
    let all = totals.all
    var estimate = estimate(
      scheduled: wholes(all.pending.cpu) + wholes(all.running.cpu),
      cluster: wholes(totals.nodes.reduce(.zero) { $0 + $1.capacity.cpu })
        - Int128(cpuOverhead) * Int128(totals.nodes.count))
    estimate.buildPodsThatFit = totals.fits(pod)
    return estimate
  }

  /// - Parameters:
  ///   - scheduled: how many CPUs pods request.
  ///   - cluster: how many CPUs there are for builds.
  func estimate(scheduled: Int128, cluster: Int128) -> CapacitySample.Estimate {
    var estimate = CapacitySample.Estimate()
    estimate.method = EstimateMethod.golangBuild.rawValue
    guard cluster > 0 else {
      estimate.why =
        CapacitySample.Estimate.unknown
        + "after --cpu-overhead \(cpuOverhead) per node, \(cluster) CPUs are left for builds"
      return estimate
    }
    estimate.fitsNow = wholes(pod.requests.cpu) + scheduled < cluster
    estimate.seconds =
      estimate.fitsNow ? timeToSchedule : Int64(clamping: Int128(timePerBuild) * scheduled / cluster)
    estimate.why = "\(scheduled) of \(cluster) CPUs for builds are requested"
    return estimate
  }

  private func wholes(_ cpu: Quantity) -> Int128 { cpu.roundedToOne.nanos / Quantity(1).nanos }
}
