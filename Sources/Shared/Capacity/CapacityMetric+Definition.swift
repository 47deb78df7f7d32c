extension CapacityMetric {
  /// In UCUM, as Cloud Monitoring and OpenTelemetry require. `10^2.%` is Google's unit for a ratio that
  /// charts show as a percentage.
  public var unit: String {
    switch self {
    case .cpuUsed, .memoryUsed, .estimateCovered: "10^2.%"
    case .cpuCores: "{cpu}"
    case .memoryBytes: "By"
    case .pods, .nodes, .buildPodsThatFit, .extended: "1"
    case .timeToStart, .timeToStartP90, .oldestPending: "s"
    }
  }

  public var valueType: MetricValueType {
    switch self {
    case .cpuUsed, .memoryUsed, .cpuCores, .timeToStart, .timeToStartP90, .oldestPending, .estimateCovered:
      .double
    case .memoryBytes, .pods, .nodes, .buildPodsThatFit, .extended: .int64
    }
  }

  /// The title of charts.
  public var title: String {
    switch self {
    case .cpuUsed: "Cluster CPU used"
    case .memoryUsed: "Cluster memory used"
    case .cpuCores: "Cluster CPU"
    case .memoryBytes: "Cluster memory"
    case .pods: "Cluster pods"
    case .nodes: "Cluster nodes"
    case .timeToStart: "Time to start a build pod"
    case .buildPodsThatFit: "Build pods that fit"
    case .oldestPending: "Oldest pending pod"
    case .timeToStartP90: "Time to start 9 in 10 build pods"
    case .estimateCovered: "Forecasts that were kept"
    case .extended: "Cluster extended resources"
    }
  }

  /// What it measures. The first two texts are older than this program, and so are the charts that show them.
  public var meaning: String {
    switch self {
    case .cpuUsed: "Kubernetes Percent CPU Scheduled"
    case .memoryUsed: "Kubernetes Percent Memory Scheduled"
    case .cpuCores: "CPU cores that the cluster has and that its pods request, by state."
    case .memoryBytes: "Bytes of memory that the cluster has and that its pods request, by state."
    case .pods: "Pods by state; a pod can be in several."
    case .nodes: "Nodes by state; a node can be in several."
    case .timeToStart: "Seconds until a build pod that is made now would start; no point if it never would."
    case .buildPodsThatFit: "Build pods that would fit on the nodes now."
    case .oldestPending: "Seconds since the oldest pod that is pending was made."
    case .timeToStartP90: "Seconds within which nine in ten build pods that are made now would start."
    case .estimateCovered:
      "Share of build pods of the last 24 hours that started within the forecast, by level and class."
    case .extended:
      "Extended resources that the cluster has and that its pods request, by resource and state; hugepages in "
        + "bytes."
    }
  }

  /// Its labels, except those of the cluster.
  public var labels: [CapacityLabel] {
    switch self {
    case .cpuCores, .memoryBytes, .pods, .nodes: [.state]
    case .extended: [.resource, .state]
    case .timeToStart: [.method]
    case .estimateCovered: [.level, .buildClass]
    case .cpuUsed, .memoryUsed, .buildPodsThatFit, .oldestPending, .timeToStartP90: []
    }
  }

  /// The metrics written with or without `--all-series`.
  public static func written(all: Bool) -> [CapacityMetric] { allCases.filter { $0.isWritten(all: all) } }
}
