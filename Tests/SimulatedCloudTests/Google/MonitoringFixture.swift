import Foundation
import TestSupport

@testable import SimulatedCloud

/// A simulated Google Cloud with a fixed clock, and time series to write to it.
struct MonitoringFixture {
  static let now: Int64 = 1_800_000_000
  static let type = "custom.googleapis.com/cluster/cpu_used"
  static let descriptors = "/v3/projects/build-project/metricDescriptors"
  static let series = "/v3/projects/build-project/timeSeries"

  let google: SimulatedGoogle
  let curl: GoogleCurl

  init(_ change: (inout GoogleBehavior) -> Void = { _ in }) async throws {
    var behavior = GoogleBehavior()
    behavior.now = Self.now
    change(&behavior)
    google = try await SimulatedGoogle.start(behavior)
    curl = GoogleCurl(google)
  }

  static let descriptor: JSONValue = [
    "type": .string(type), "metricKind": "GAUGE", "valueType": "DOUBLE", "unit": "10^2.%",
    "description": "Kubernetes Percent CPU Scheduled",
    "labels": [
      ["key": "service", "valueType": "STRING", "description": "a service"],
      ["key": "cluster_name", "valueType": "STRING"],
    ],
  ]

  /// A series with one point, the given number of seconds ago.
  static func series(_ ago: Double = 0, cluster: String = "buildlets", type: String = type) -> JSONValue {
    let end = now * GoogleTime.second - Int64(ago * Double(GoogleTime.second))
    return [
      "metric": [
        "type": .string(type), "labels": ["cluster_name": .string(cluster), "service": "container"],
      ],
      "resource": [
        "type": "k8s_cluster",
        "labels": [
          "project_id": "build-project", "location": "us-central1-f", "cluster_name": .string(cluster),
        ],
      ],
      "metricKind": "GAUGE", "valueType": "DOUBLE",
      "points": [
        ["interval": ["endTime": .string(GoogleTime.text(end))], "value": ["doubleValue": .number("0.625")]]
      ],
    ]
  }

  func create(_ descriptor: JSONValue = descriptor) async throws -> Curl.Reply {
    try await curl.post(Self.descriptors, JSONText.string(descriptor))
  }

  func get(_ type: String = type) async throws -> Curl.Reply {
    try await curl.get(Self.descriptors + "/" + type)
  }

  func write(_ series: [JSONValue], token: String? = nil) async throws -> Curl.Reply {
    try await curl.post(Self.series, JSONText.string(["timeSeries": .array(series)]), token: token)
  }
}

extension JSONValue {
  /// Returns the value with another member at a path such as `points/0/value`. nil removes the member.
  func with(_ path: String, _ value: JSONValue?) -> JSONValue {
    let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
    let inner = parts.count > 1 ? (part(parts[0]) ?? .object([])).with(parts[1], value) : value
    if case .array(var elements) = self, let index = Int(parts[0]), let inner {
      elements[index] = inner
      return .array(elements)
    }
    var copy = self
    copy[parts[0]] = inner
    return copy
  }

  private func part(_ name: String) -> JSONValue? { Int(name).map { elements[$0] } ?? self[name] }
}
