import Shared

/// Estimates the wait of a new build pod by what fits on the nodes.
struct FitEstimate {
  let pod: BuildPod
  /// In seconds.
  let timeToSchedule: Int64
  /// In seconds.
  let timePerBuild: Int64

  func estimate(_ totals: ClusterTotals) -> CapacitySample.Estimate {
    var estimate = CapacitySample.Estimate()
    estimate.method = EstimateMethod.fit.rawValue
    estimate.buildPodsThatFit = totals.fits(pod)
    estimate.fitsNow = estimate.buildPodsThatFit > 0
    (estimate.seconds, estimate.why) =
      estimate.fitsNow ? (timeToSchedule, fitting(totals, estimate.buildPodsThatFit)) : waiting(totals)
    return estimate
  }

  private func fitting(_ totals: ClusterTotals, _ count: Int64) -> String {
    let nodes = totals.eligible.filter { $0.fits(pod) > 0 }
    let first = nodes.first.map { ", the first on \($0.name)" } ?? ""
    return "\(count) fit now on \(nodes.count) of \(totals.eligible.count) nodes\(first)"
  }

  private func waiting(_ totals: ClusterTotals) -> (Int64?, String) {
    let slots = saturatingSum(totals.nodes.map { $0.holds(pod) })
    guard slots > 0 else {
      return (
        nil, CapacitySample.Estimate.never + "\(UnschedulableReason(pod, totals, whenEmpty: true).text)"
      )
    }
    let ahead = Int64(totals.unbound.count - totals.unbound.gated - totals.nominated)
    let rounds = ahead / slots + 1
    let (wait, overflows) = rounds.multipliedReportingOverflow(by: timePerBuild)
    let why =
      "\(UnschedulableReason(pod, totals, whenEmpty: false).text), \(ahead) \(ahead == 1 ? "pod is" : "pods are") "
      + "ahead of it, and \(slots) build \(slots == 1 ? "pod runs" : "pods run") at a time"
    return (overflows ? .max : saturatingSum([timeToSchedule, wait]), why)
  }
}

extension ClusterTotals {
  var eligible: [NodeTotals] { nodes.filter(\.isEligible) }

  /// How many build pods would fit now.
  func fits(_ pod: BuildPod) -> Int64 { saturatingSum(nodes.map { $0.fits(pod) }) }
}

/// Adds numbers that are not negative.
func saturatingSum(_ numbers: [Int64]) -> Int64 {
  numbers.reduce(0) { $0.saturatedSum($1) }
}
