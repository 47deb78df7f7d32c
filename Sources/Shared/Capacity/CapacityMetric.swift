/// What a sample of a cluster's capacity is made of, one case a metric, as every place that it is written to
/// names it.
public enum CapacityMetric: String, CaseIterable, Sendable {
  case cpuUsed = "cpu_used"
  case memoryUsed = "memory_used"
  case cpuCores = "cpu_cores"
  case memoryBytes = "memory_bytes"
  case pods
  case nodes
  case timeToStart = "time_to_start"
  case buildPodsThatFit = "build_pods_that_fit"
  case oldestPending = "oldest_pending"

  /// - Parameter all: whether `--all-series` was given: without it only two are written.
  public func isWritten(all: Bool) -> Bool { all || self == .cpuUsed || self == .memoryUsed }
}
