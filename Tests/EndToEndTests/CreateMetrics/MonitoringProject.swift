import Foundation
import SimulatedCloud
import TestSupport

/// A simulated Google Cloud for one test, and runs of `create-metrics` against it.
struct MonitoringProject {
  static let cpuUsed = "custom.googleapis.com/cluster/cpu_used"
  static let memoryUsed = "custom.googleapis.com/cluster/memory_used"

  let google: SimulatedGoogle
  let folder: TemporaryFolder

  init(_ behavior: GoogleBehavior = GoogleBehavior()) async throws {
    google = try await SimulatedGoogle.start(behavior)
    folder = try TemporaryFolder()
  }

  /// Runs as the machine's account, unless the environment says otherwise.
  func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> CommandRun {
    try await CommandRun(Cluster.program("create-metrics"), arguments, environment: variables(environment))
  }

  func variables(_ others: [String: String] = [:]) -> [String: String] {
    let nobody = ["GOOGLE_APPLICATION_CREDENTIALS": "", "GOOGLE_CLOUD_PROJECT": ""]
    return google.environment.merging(nobody) { $1 }.merging(others) { $1 }
  }

  /// The state of each metric in the JSON report, such as `"cpu_used": "created"`, and the exit code and its
  /// name.
  func states(_ arguments: String...) async throws -> [String: String] {
    let run = try await CommandRun(
      Cluster.program("create-metrics"), arguments + ["-o", "json"], environment: variables())
    let report = try Report(run)
    let rows = report.json["descriptors"] as? [[String: Any]] ?? []
    var states = ["exit": "\(run.code) \(report["exit.name"] ?? "?")"]
    for row in rows {
      let type = row["type"] as? String ?? "?"
      states[String(type.split(separator: "/").last ?? "?")] = row["state"] as? String
    }
    return states
  }

  /// A descriptor as the first write to a metric without one creates it.
  func addBare(_ type: String, valueType: String = "DOUBLE") throws {
    try google.add(
      descriptor: """
        {"type":"\(type)","metricKind":"GAUGE","valueType":"\(valueType)","labels":[{"key":"cluster_name"}]}
        """)
  }

  /// Requests to Cloud Monitoring.
  func requests(_ method: String? = nil) -> [ReceivedRequest] {
    google.requests.filter { $0.path.hasPrefix("/v3/") && (method == nil || $0.method == method) }
  }
}
