/// The metrics in a sample of a cluster's capacity, by the names that every destination uses.
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
  case timeToStartP90 = "time_to_start_p90"
  case estimateCovered = "estimate_covered"
  case extended

  /// - Parameter all: whether `--all-series` was given. Without it, only two metrics are written.
  public func isWritten(all: Bool) -> Bool { all || self == .cpuUsed || self == .memoryUsed }
}

/// A label that distinguishes the series of a capacity metric.
public enum CapacityLabel: String, Sendable {
  case clusterName = "cluster_name"
  case service
  case resource
  case state
  case method
  case level
  case buildClass = "class"

  public var meaning: String {
    switch self {
    case .clusterName: "The name of the cluster."
    case .service: "What runs the cluster: container."
    case .resource: "The name of the resource, such as nvidia.com/gpu."
    case .state:
      "Of amounts: capacity, allocatable, running, pending, bound, unbound. Of pods and nodes: their class."
    case .method: "How the time is estimated: fit, golang-build, history."
    case .level: "The share of pods that the forecast promises to: p50, p90."
    case .buildClass: "The class of the build pods."
    }
  }
}

/// The type of a metric's points. Changing it loses the metric's history.
public enum MetricValueType: String, Sendable {
  case double = "DOUBLE"
  case int64 = "INT64"
}
