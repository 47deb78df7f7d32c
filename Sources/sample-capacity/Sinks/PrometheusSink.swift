import Shared

/// A file for node_exporter's textfile collector, replaced by every sample.
struct PrometheusSink {
  let path: String
  /// The label `cluster`.
  let cluster: String

  /// - Parameter backlog: how many points wait to be delivered to Cloud Monitoring.
  func write(_ values: [CapacityValue], backlog: Int) throws(AtomicFileError) {
    try AtomicFile.write(Array(text(values, backlog: backlog).utf8), to: path)
  }

  func text(_ values: [CapacityValue], backlog: Int) -> String {
    let waiting = MetricFamily(
      "podkeeper_capacity_backlog_points",
      help: "Points that wait to be delivered to Cloud Monitoring.", value: Double(backlog),
      labels: ["cluster": cluster])
    // Values of the same family are put together by `PrometheusText`.
    return PrometheusText.text(values.map(family) + [waiting])
  }

  private func family(_ value: CapacityValue) -> MetricFamily {
    var labels = ["cluster": cluster]
    if let label = value.label ?? value.metric.resourceLabel { labels[label.key] = label.value }
    return MetricFamily(
      value.metric.prometheusName, help: value.metric.prometheusHelp, value: value.number.double,
      labels: labels)
  }
}

extension CapacityMetric {
  /// Two metrics elsewhere are one here, with a label for each.
  fileprivate var resourceLabel: CapacityValue.Label? {
    switch self {
    case .cpuUsed: .init(key: "resource", value: "cpu")
    case .memoryUsed: .init(key: "resource", value: "memory")
    default: nil
    }
  }

  /// With the unit at its end, as Prometheus wants it.
  fileprivate var prometheusName: String {
    switch self {
    case .cpuUsed, .memoryUsed: "podkeeper_capacity_used_ratio"
    case .timeToStart: "podkeeper_capacity_time_to_start_seconds"
    case .oldestPending: "podkeeper_capacity_oldest_pending_seconds"
    case .cpuCores, .memoryBytes, .pods, .nodes, .buildPodsThatFit: "podkeeper_capacity_\(rawValue)"
    }
  }

  fileprivate var prometheusHelp: String {
    switch self {
    case .cpuUsed, .memoryUsed: "What running and pending pods request, as a share of what there is."
    case .cpuCores: "CPU that nodes have and pods request, in cores."
    case .memoryBytes: "Memory that nodes have and pods request, in bytes."
    case .pods: "Pods by what they are doing; states overlap."
    case .nodes: "Nodes by the state that they are in; states overlap."
    case .timeToStart: "How long a new build pod would wait before it starts."
    case .buildPodsThatFit: "How many more build pods fit now."
    case .oldestPending: "How long the oldest pending pod has been waiting."
    }
  }
}
