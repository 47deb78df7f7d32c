import ArgumentParser
import Shared

/// How the wait of a new build pod is estimated.
enum EstimateMethod: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// By what fits on the nodes.
  case fit
  /// As golang.org/x/build's coordinator did in 2016: by the share of CPUs in use.
  case golangBuild = "golang-build"
}

extension EstimateOptions {
  func estimate(_ totals: ClusterTotals) -> CapacitySample.Estimate {
    let (schedule, build) = (timeToSchedule.seconds, timePerBuild.seconds)
    return switch method {
    case .fit: FitEstimate(pod: buildPod, timeToSchedule: schedule, timePerBuild: build).estimate(totals)
    case .golangBuild:
      GolangBuildEstimate(
        pod: buildPod, timeToSchedule: schedule, timePerBuild: build, cpuOverhead: Int64(cpuOverhead)
      ).estimate(totals)
    }
  }
}
