/// `GET /points`: all points in Monitoring as text, for people. Google has no such endpoint.
struct PointsRoute: GoogleRoute {
  func answer(_ call: GoogleCall) -> Answer? {
    guard call.request.path == "/points" else { return nil }
    return .text(call.state.monitoring.transact { $0.points }.map { $0.description + "\n" }.joined())
  }
}

/// A point in Monitoring.
public struct StoredPoint: Sendable, Equatable, CustomStringConvertible {
  public let type: String
  public let labels: [String: String]
  public let resourceType: String
  public let resourceLabels: [String: String]
  /// RFC 3339.
  public let endTime: String
  /// The value as it was written: `0.625`, or JSON for types other than numbers.
  public let value: String

  public var number: Double? { Double(value) }

  /// `2026-10-30T12:00:00.123Z custom.googleapis.com/cluster/cpu_used{cluster_name="buildlets"} 0.625`
  public var description: String {
    let shown = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
    return "\(endTime) \(type){\(shown)} \(value)"
  }
}

extension MonitoringStore.State {
  /// All points in order of arrival.
  var points: [StoredPoint] {
    series.values.flatMap { series in series.points.map { (series, $0) } }
      .sorted { $0.1.number < $1.1.number }
      .map { series, point in
        let written = point.value.members.first?.value ?? .null
        return StoredPoint(
          type: series.metric["type"]?.text ?? "", labels: series.metric["labels"]?.texts ?? [:],
          resourceType: series.resource["type"]?.text ?? "",
          resourceLabels: series.resource["labels"]?.texts ?? [:],
          endTime: GoogleTime.text(point.end), value: written.text ?? JSONText.string(written))
      }
  }
}

extension JSONValue {
  fileprivate var texts: [String: String] {
    Dictionary(members.map { ($0.key, $0.value.text ?? "") }) { $1 }
  }
}
