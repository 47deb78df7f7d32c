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

/// What tells the series of a capacity metric apart.
public enum CapacityLabel: String, Sendable {
  case clusterName = "cluster_name"
  case service
  case state
  case method

  public var meaning: String {
    switch self {
    case .clusterName: "The name of the cluster."
    case .service: "What runs the cluster: container."
    case .state:
      "Of amounts: capacity, allocatable, running, pending, bound, unbound. Of pods and nodes: their class."
    case .method: "How the time is estimated: fit, golang-build."
    }
  }
}

/// The kind of number that a metric's points are. A metric cannot change it without losing its history.
public enum MetricValueType: String, Sendable {
  case double = "DOUBLE"
  case int64 = "INT64"
}
