import Shared
import Testing

@testable import sample_capacity

@Suite(.timeLimit(.minutes(15)))
struct GolangBuildEstimateTests {
  private let estimate = GolangBuildEstimate(
    pod: BuildPod(), timeToSchedule: 90, timePerBuild: 600, cpuOverhead: 2)

  @Test(
    "The estimate matches the coordinator's of 2016",
    arguments: [(0, 3, 90), (1, 3, 200), (28, 30, 560), (45, 30, 900), (0, 2, 0), (0, 1, 0), (3, 1, 1800)]
      as [(Int128, Int128, Int64)]
  )
  func numbers(scheduled: Int128, cluster: Int128, seconds: Int64) {
    let estimate = estimate.estimate(scheduled: scheduled, cluster: cluster)
    #expect(estimate.seconds == seconds)
    #expect(estimate.fitsNow == (seconds == 90))
    #expect(estimate.method == "golang-build")
  }

  @Test("Without CPUs for builds, the wait is unknown", arguments: [0, -2] as [Int128])
  func unknown(cluster: Int128) {
    let estimate = estimate.estimate(scheduled: 5, cluster: cluster)
    #expect(estimate.seconds == nil && !estimate.fitsNow)
    #expect(estimate.why.hasPrefix("unknown: "))
  }

  @Test("Pending and running CPUs are rounded up separately; each node keeps its overhead")
  func cluster() {
    let totals = ClusterTotals(
      [.ready("a", cpu: 7500), .ready("b", cpu: 7500)],
      [.on("a", cpu: 8100), .on("a", cpu: 50, .pending), .on(nil, cpu: 50)], .golangBuild)
    let found = estimate.estimate(totals)
    #expect(found.why == "10 of 11 CPUs for builds are requested")
    #expect(found.seconds == 545)
    #expect(found.buildPodsThatFit == 3)
  }
}
