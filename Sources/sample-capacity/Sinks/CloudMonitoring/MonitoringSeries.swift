import Shared

/// Converts a sample's numbers to Cloud Monitoring's time series.
struct MonitoringSeries {
  /// `custom.googleapis.com/cluster`
  let prefix: String
  let kind: ResourceKind
  let place: MonitoringPlace
  /// The part of it that the options gave.
  let given: MonitoringPlace
  /// The value of the label `service`.
  let service: String
  let writesAll: Bool

  func of(_ values: [CapacityValue], at time: RFC3339.Instant) -> [TimeSeries] {
    values.filter { $0.metric.isWritten(all: writesAll) }.map { value in
      var labels = ["cluster_name": place.cluster, "service": service]
      for label in value.labels { labels[label.key.rawValue] = label.value }
      return TimeSeries(
        metric: value.metric.type(prefix: prefix), labels: labels, resource: place.resource(kind),
        value: TimeSeries.Value(value.number), time: time)
    }
  }

  /// Each project, prefix and cluster has its own folder. The parts are joined by `+`, which is escaped
  /// inside them, so the name can never be `..`.
  var folderName: String { name(of: place) }

  /// The folder for samples whose project, location or cluster is still unknown. It is named after the
  /// options, so that a later run with the same options can complete them.
  var unplacedName: String { "unplaced+\(name(of: given))" }

  private func name(of place: MonitoringPlace) -> String {
    [place.project, prefix, place.cluster].map(\.percentEncoded).joined(separator: "+")
  }
}

extension TimeSeries.Value {
  fileprivate init(_ number: CapacityValue.Number) {
    switch number {
    case .whole(let number): self = .integer(number)
    case .real(let number): self = .double(number)
    }
  }
}
