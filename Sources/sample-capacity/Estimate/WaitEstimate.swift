import ArgumentParser
import Shared

/// The method of estimating the wait of a new build pod.
enum EstimateMethod: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// By what fits on the nodes.
  case fit
  /// By the share of CPUs in use, like golang.org/x/build's coordinator in 2016.
  case golangBuild = "golang-build"
  /// By how long earlier build pods waited, which a ledger has recorded.
  case history
}

extension EstimateOptions {
  /// The pod whose wait is estimated, with the tolerations of the command line.
  func podToPlace(_ accounting: Accounting, stopSource: (any StopSource)?) throws -> BuildPod {
    var pod =
      try buildPodFile.map { try BuildPodFile(path: $0).read(accounting, stopSource: stopSource) }
      ?? buildPod ?? BuildPod()
    pod.placement.tolerations += tolerations
    return pod
  }

  func estimate(_ totals: ClusterTotals, _ buildPod: BuildPod) -> CapacitySample.Estimate {
    estimate(totals, buildPod, by: method)
  }

  func estimate(
    _ totals: ClusterTotals, _ buildPod: BuildPod, by method: EstimateMethod
  ) -> CapacitySample.Estimate {
    let (schedule, build) = (timeToSchedule.seconds, timePerBuild.seconds)
    return switch method {
    // Until there is enough history, or if no node holds the pod, it says what fit says.
    case .fit, .history:
      FitEstimate(pod: buildPod, timeToSchedule: schedule, timePerBuild: build).estimate(totals)
    case .golangBuild:
      GolangBuildEstimate(
        pod: buildPod, timeToSchedule: schedule, timePerBuild: build, cpuOverhead: Int64(cpuOverhead)
      ).estimate(totals)
    }
  }
}
