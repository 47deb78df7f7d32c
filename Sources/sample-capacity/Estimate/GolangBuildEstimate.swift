import Shared

/// The wait of a new build pod as golang.org/x/build's coordinator reckoned it in 2016: whole CPUs only.
struct GolangBuildEstimate {
  let pod: BuildPod
  /// In seconds.
  let timeToSchedule: Int64
  /// In seconds.
  let timePerBuild: Int64
  /// How many CPUs of each node are not for builds.
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
  ///   - scheduled: how many CPUs pods ask for.
  ///   - cluster: how many there are for builds.
  func estimate(scheduled: Int128, cluster: Int128) -> CapacitySample.Estimate {
    var estimate = CapacitySample.Estimate()
    estimate.method = EstimateMethod.golangBuild.rawValue
    guard cluster > 0 else {
      estimate.why = "unknown: \(cluster) CPUs are left for builds, less --cpu-overhead \(cpuOverhead) a node"
      return estimate
    }
    estimate.fitsNow = wholes(pod.requests.cpu) + scheduled < cluster
    estimate.seconds =
      estimate.fitsNow ? timeToSchedule : Int64(clamping: Int128(timePerBuild) * scheduled / cluster)
    estimate.why = "\(scheduled) CPUs are asked for, of \(cluster) for builds"
    return estimate
  }

  private func wholes(_ cpu: Quantity) -> Int128 { cpu.roundedToOne.nanos / Quantity(1).nanos }
}
