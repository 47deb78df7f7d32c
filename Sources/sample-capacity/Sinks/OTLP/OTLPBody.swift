import Shared

/// A sample as OpenTelemetry's metrics in JSON, one gauge per metric: an `ExportMetricsServiceRequest` of
/// https://github.com/open-telemetry/opentelemetry-proto, in which 64-bit numbers are strings.
struct OTLPBody {
  let values: [CapacityValue]
  let cluster: String
  /// nil unless the cluster is on Google Cloud.
  var place: GooglePlace?
  let time: RFC3339.Instant

  var json: JSONValue {
    let scope: JSONValue = ["name": "podkeeper/sample-capacity", "version": .string(podkeeperVersion)]
    return [
      "resourceMetrics": [
        [
          "resource": ["attributes": .array(resource.map(attribute))],
          "scopeMetrics": [["scope": scope, "metrics": .array(metrics)]],
        ]
      ]
    ]
  }

  /// Uses the names of OpenTelemetry's semantic conventions.
  private var resource: [(String, String)] {
    var attributes = [("service.name", "podkeeper"), ("k8s.cluster.name", cluster)]
    guard let place else { return attributes }
    attributes += [("cloud.provider", "gcp"), ("cloud.account.id", place.project)]
    if let region = place.region { attributes.append(("cloud.region", region)) }
    if let zone = place.zone { attributes.append(("cloud.availability_zone", zone)) }
    return attributes
  }

  private var metrics: [JSONValue] {
    CapacityMetric.allCases.compactMap { metric in
      let points = values.filter { $0.metric == metric }.map(point)
      guard !points.isEmpty else { return nil }
      return [
        "name": .string("podkeeper.capacity.\(metric.rawValue)"), "unit": .string(metric.otlpUnit),
        "description": .string(metric.meaning), "gauge": ["dataPoints": .array(points)],
      ]
    }
  }

  private func point(_ value: CapacityValue) -> JSONValue {
    var members: [JSONValue.Member] = []
    if !value.labels.isEmpty {
      members.append(
        .init("attributes", .array(value.labels.map { attribute($0.key.rawValue, $0.value) })))
    }
    members.append(.init("timeUnixNano", .string(nanoseconds)))
    switch value.number {
    case .whole(let number): members.append(.init("asInt", .string("\(number)")))
    case .real(let number): members.append(.init("asDouble", .real(number)))
    }
    return .object(members)
  }

  /// Nanoseconds since 1970, as a string because JSON parsers would round the number.
  private var nanoseconds: String {
    let digits = "\(time.nanoseconds)"
    return "\(time.seconds)" + String(repeating: "0", count: 9 - digits.count) + digits
  }

  private func attribute(_ key: String, _ value: String) -> JSONValue {
    ["key": .string(key), "value": ["stringValue": .string(value)]]
  }
}

extension CapacityMetric {
  /// Only Google has a unit for ratios.
  fileprivate var otlpUnit: String { unit == "10^2.%" ? "1" : unit }
}

/// The location of a cluster on Google Cloud.
struct GooglePlace: Equatable, Sendable {
  let project: String
  /// A region such as `us-central1`, or a zone in it: `us-central1-f`.
  let location: String?

  private var parts: [Substring] { location?.split(separator: "-") ?? [] }

  var region: String? { location.map { _ in parts.prefix(2).joined(separator: "-") } }

  /// nil for a regional cluster.
  var zone: String? { parts.count > 2 ? location : nil }
}

extension GooglePlace {
  /// Returns nil if the project is unknown.
  init?(_ place: MonitoringPlace) {
    guard !place.project.isEmpty else { return nil }
    self.init(project: place.project, location: place.location.isEmpty ? nil : place.location)
  }
}
