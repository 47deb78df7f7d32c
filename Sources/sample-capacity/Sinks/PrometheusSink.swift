import Shared

/// Writes a file for node_exporter's textfile collector. Every sample replaces it.
struct PrometheusSink {
  let path: String

  /// - Parameters:
  ///   - cluster: the value of the label `cluster`.
  ///   - backlog: how many points are waiting to be delivered to Cloud Monitoring.
  func text(
    _ values: [CapacityValue], cluster: String, backlog: Int, forecasts: ShownForecasts? = nil
  ) -> String {
    let waiting = MetricFamily(
      "podkeeper_capacity_backlog_points",
      help: "Points waiting to be delivered to Cloud Monitoring.", value: Double(backlog),
      labels: ["cluster": cluster])
    // `PrometheusText` groups values of the same family.
    return PrometheusText.text(
      values.map { family($0, cluster: cluster) } + [waiting] + scored(forecasts, cluster: cluster))
  }

  private func scored(_ forecasts: ShownForecasts?, cluster: String) -> [MetricFamily] {
    (forecasts?.classes ?? []).map { one in
      MetricFamily(
        "podkeeper_capacity_estimate_scored_total", .counter,
        help: "Build pods whose forecast has been scored.",
        value: Double(one.all.scored),
        labels: ["cluster": cluster, CapacityLabel.buildClass.rawValue: one.name])
    }
  }

  private func family(_ value: CapacityValue, cluster: String) -> MetricFamily {
    var labels = ["cluster": cluster]
    if let resource = value.metric.resource { labels[CapacityLabel.resource.rawValue] = resource }
    for label in value.labels { labels[label.key.rawValue] = label.value }
    return MetricFamily(
      value.metric.prometheusName, help: value.metric.prometheusHelp, value: value.number.double,
      labels: labels)
  }
}

extension PrometheusSink: Sink {
  static let form = "prometheus:FILE.prom"

  init(_ path: String, _ options: DestinationOptions) throws(DestinationError) {
    guard isPrometheusFile(path) else { throw DestinationError(prometheusFileRule) }
    self.init(path: path)
  }

  var name: String { "prometheus:\(path)" }
  var file: String? { path }
  var turn: SinkTurn { .backlogReader }

  func write(_ input: SinkInput) throws -> DestinationResult {
    let text = text(
      input.values, cluster: input.cluster, backlog: input.backlog, forecasts: input.sample.estimate.forecasts
    )
    try AtomicFile.write(Array(text.utf8), to: path)
    return DestinationResult(to: name, points: input.values.count)
  }
}

extension CapacityMetric {
  /// Two metrics of the other sinks are one here, with a label for the resource.
  fileprivate var resource: String? {
    switch self {
    case .cpuUsed: "cpu"
    case .memoryUsed: "memory"
    default: nil
    }
  }

  /// Ends in the unit, by the convention of Prometheus.
  fileprivate var prometheusName: String {
    switch self {
    case .cpuUsed, .memoryUsed: "podkeeper_capacity_used_ratio"
    case .timeToStart: "podkeeper_capacity_time_to_start_seconds"
    case .timeToStartP90: "podkeeper_capacity_time_to_start_p90_seconds"
    case .estimateCovered: "podkeeper_capacity_estimate_covered_ratio"
    case .oldestPending: "podkeeper_capacity_oldest_pending_seconds"
    case .cpuCores, .memoryBytes, .pods, .nodes, .buildPodsThatFit, .extended:
      "podkeeper_capacity_\(rawValue)"
    }
  }

  fileprivate var prometheusHelp: String {
    switch self {
    case .cpuUsed, .memoryUsed: "What running and pending pods request, as a share of what nodes have."
    case .cpuCores: "CPU that nodes have and pods request, in cores."
    case .memoryBytes: "Memory that nodes have and pods request, in bytes."
    case .pods: "Pods by state; a pod can be in several."
    case .nodes: "Nodes by state; a node can be in several."
    case .timeToStart: "How long a new build pod would wait before it starts."
    case .timeToStartP90: "Within which time nine in ten new build pods start."
    case .estimateCovered: "The share of build pods of the last 24 hours that started within the forecast."
    case .buildPodsThatFit: "How many more build pods fit now."
    case .oldestPending: "How long the oldest pending pod has been waiting."
    case .extended: "Extended resources that nodes have and pods request; hugepages in bytes."
    }
  }
}
