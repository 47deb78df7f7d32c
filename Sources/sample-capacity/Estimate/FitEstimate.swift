import Shared

/// The wait of a new build pod, by what fits on the nodes.
struct FitEstimate {
  let pod: BuildPod
  /// In seconds.
  let timeToSchedule: Int64
  /// In seconds.
  let timePerBuild: Int64

  func estimate(_ accounts: Accounts) -> CapacitySample.Estimate {
    var estimate = CapacitySample.Estimate()
    estimate.method = EstimateMethod.fit.rawValue
    estimate.buildPodsThatFit = accounts.fits(pod)
    estimate.fitsNow = estimate.buildPodsThatFit > 0
    (estimate.seconds, estimate.why) =
      estimate.fitsNow ? (timeToSchedule, fitting(accounts)) : waiting(accounts)
    return estimate
  }

  private func fitting(_ accounts: Accounts) -> String {
    let nodes = accounts.eligible.filter { $0.fits(pod) > 0 }
    let first = nodes.first.map { ", the first on \($0.name)" } ?? ""
    return "\(accounts.fits(pod)) fit now on \(nodes.count) of \(accounts.eligible.count) nodes\(first)"
  }

  private func waiting(_ accounts: Accounts) -> (Int64?, String) {
    let slots = saturatingSum(accounts.nodes.map { $0.holds(pod) })
    guard slots > 0 else { return (nil, "never: \(Shortage(pod, accounts, whenEmpty: true).text)") }
    let ahead = Int64(accounts.unbound.count - accounts.unbound.gated)
    let rounds = ahead / slots + 1
    let (wait, overflows) = rounds.multipliedReportingOverflow(by: timePerBuild)
    let why =
      "\(Shortage(pod, accounts, whenEmpty: false).text); pods ahead of it: \(ahead), "
      + "build pods at a time: \(slots)"
    return (overflows ? .max : saturatingSum([timeToSchedule, wait]), why)
  }
}

extension Accounts {
  var eligible: [NodeAccount] { nodes.filter(\.isEligible) }

  /// How many build pods would fit now.
  func fits(_ pod: BuildPod) -> Int64 { saturatingSum(nodes.map { $0.fits(pod) }) }
}

/// Of numbers that are not negative.
func saturatingSum(_ numbers: [Int64]) -> Int64 {
  numbers.reduce(0) { sum, number in
    let (next, overflows) = sum.addingReportingOverflow(number)
    return overflows ? .max : next
  }
}
