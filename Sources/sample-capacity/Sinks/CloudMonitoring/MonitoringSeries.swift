import Shared

/// A sample's numbers as Cloud Monitoring's time series.
struct MonitoringSeries {
  /// `custom.googleapis.com/cluster`
  let prefix: String
  let kind: ResourceKind
  let place: MonitoringPlace
  /// What of it was said.
  let given: MonitoringPlace
  /// The label of this name.
  let service: String
  let writesAll: Bool

  func of(_ values: [CapacityValue], at time: RFC3339.Instant) -> [TimeSeries] {
    values.filter { $0.metric.isWritten(all: writesAll) }.map { value in
      var labels = ["cluster_name": place.cluster, "service": service]
      if let label = value.label { labels[label.key] = label.value }
      return TimeSeries(
        metric: value.metric.type(prefix: prefix), labels: labels, resource: place.resource(kind),
        value: TimeSeries.Value(value.number), time: time)
    }
  }

  /// What is kept of other projects, prefixes and clusters lies beside it. With `+`, which is escaped
  /// elsewhere, in between no name can be `..`.
  var folderName: String { name(of: place) }

  /// Where that is kept of which it is not known yet where it belongs: of the same flags, so that it can be
  /// told when they are known to mean the same.
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
