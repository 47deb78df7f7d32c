extension MetricDescriptor {
  /// The descriptor of a capacity metric.
  ///
  /// - Parameter prefix: `custom.googleapis.com/cluster`
  public init(_ metric: CapacityMetric, prefix: String) {
    self.init(
      type: metric.type(prefix: prefix), kind: Self.gauge, valueType: metric.valueType.rawValue,
      unit: metric.unit, displayName: metric.title, description: metric.meaning,
      labels: ([.clusterName, .service] + metric.labels).map { label in
        Label(label.rawValue, description: label.meaning)
      })
  }
}

extension CapacityMetric {
  /// Its name in Cloud Monitoring: `custom.googleapis.com/cluster/cpu_used`.
  public func type(prefix: String) -> String { "\(prefix)/\(rawValue)" }
}
