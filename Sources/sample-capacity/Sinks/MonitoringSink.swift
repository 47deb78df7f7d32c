import Shared

/// Cloud Monitoring, for one cluster.
struct MonitoringSink {
  let series: MonitoringSeries
  /// Asked for when the sample is safe: by throwing it says that nothing can be sent.
  let service: () throws -> MonitoringService

  /// Delivers a sample, after those that earlier runs have kept in a folder.
  ///
  /// - Parameter now: seconds since 1970.
  func write(
    _ values: [CapacityValue], at time: RFC3339.Instant, keptIn folder: String?,
    _ patience: FileLock.Patience, now: Double
  ) -> Written {
    var row = Written(to: Destination.cloudMonitoring.name)
    let sample = PendingSample(series.of(values, at: time), time: time)
    var backlog: (any Backlog)?
    do throws(BacklogError) {
      if let folder { backlog = try BacklogFolder("\(folder)/\(series.folderName)", patience) }
    } catch .locked(let path) {
      row.outcome = .superseded
      row.error = "\(BacklogError.locked(path))"
      return row
    } catch {
      row.note("\(error)", error.exitStatus)
    }
    let delivery = Delivery(
      backlog ?? NoBacklog(), isLasting: backlog != nil, row: row, now: now
    ) { try service().write($0) }
    // Of a cluster without nodes there is nothing to say.
    return delivery.deliver(sample.series.isEmpty ? nil : sample)
  }
}

/// A sample's numbers as Cloud Monitoring's time series.
struct MonitoringSeries {
  /// `custom.googleapis.com/cluster`
  let prefix: String
  let resource: MonitoredResource
  let project: String
  let cluster: String
  /// The label of this name.
  let service: String
  let writesAll: Bool

  func of(_ values: [CapacityValue], at time: RFC3339.Instant) -> [TimeSeries] {
    values.filter { writesAll || $0.metric.isAlwaysWritten }.map { value in
      var labels = ["cluster_name": cluster, "service": service]
      if let label = value.label { labels[label.key] = label.value }
      return TimeSeries(
        metric: "\(prefix)/\(value.metric.rawValue)", labels: labels, resource: resource,
        value: TimeSeries.Value(value.number), time: time)
    }
  }

  /// What is kept of other projects, prefixes and clusters lies beside it. With `+`, which is escaped
  /// elsewhere, in between no name can be `..`.
  var folderName: String { [project, prefix, cluster].map(\.percentEncoded).joined(separator: "+") }
}

extension TimeSeries.Value {
  fileprivate init(_ number: CapacityValue.Number) {
    switch number {
    case .whole(let number): self = .integer(number)
    case .real(let number): self = .double(number)
    }
  }
}
