import Shared

/// A file for node_exporter's textfile collector, replaced by every sample.
struct PrometheusSink {
  let path: String

  /// - Parameters:
  ///   - cluster: the label of that name.
  ///   - backlog: how many points wait to be delivered to Cloud Monitoring.
  func text(_ values: [CapacityValue], cluster: String, backlog: Int) -> String {
    let waiting = MetricFamily(
      "podkeeper_capacity_backlog_points",
      help: "Points that wait to be delivered to Cloud Monitoring.", value: Double(backlog),
      labels: ["cluster": cluster])
    // Values of the same family are put together by `PrometheusText`.
    return PrometheusText.text(values.map { family($0, cluster: cluster) } + [waiting])
  }

  private func family(_ value: CapacityValue, cluster: String) -> MetricFamily {
    var labels = ["cluster": cluster]
    if let label = value.label ?? value.metric.resourceLabel { labels[label.key] = label.value }
    return MetricFamily(
      value.metric.prometheusName, help: value.metric.prometheusHelp, value: value.number.double,
      labels: labels)
  }
}

extension PrometheusSink: Sink {
  static let form = "prometheus:FILE.prom"

  init(_ path: String, _ options: DestinationOptions) throws(DestinationError) {
    guard isPrometheusFile(path) else { throw DestinationError("prometheus: \(prometheusFileRule)") }
    self.init(path: path)
  }

  var name: String { "prometheus:\(path)" }
  var file: String? { path }
  var turn: SinkTurn { .backlogReader }

  func write(_ input: SinkInput) throws -> DestinationResult {
    let text = text(input.values, cluster: input.cluster, backlog: input.backlog)
    try AtomicFile.write(Array(text.utf8), to: path)
    return DestinationResult(to: name, points: input.values.count)
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
