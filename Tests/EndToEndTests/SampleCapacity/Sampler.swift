import Foundation
import SimulatedCloud
import TestSupport

/// A simulated Google Cloud, a snapshot of a small cluster, and a state folder.
struct Sampler {
  let google: SimulatedGoogle
  let folder: TemporaryFolder
  let snapshot: String
  /// The time of the first sample: an hour ago, in seconds since 1970.
  let start = Int64(Date().timeIntervalSince1970) - 3600

  init() async throws {
    google = try await SimulatedGoogle.start()
    folder = try TemporaryFolder()
    snapshot = try folder.write("snapshot.json", Self.snapshot)
  }

  var state: String { folder.path + "/state" }

  /// The options for Cloud Monitoring.
  static let monitoring = [
    "--to", "cloud-monitoring", "--project", "build-project", "--location", "us-central1-f",
    "--cluster-name", "buildlets",
  ]

  /// Takes the sample of the given minute after the first one.
  func sample(
    _ minutes: Int64, _ arguments: [String], environment: [String: String] = [:], kills: Bool = false,
    whileItRuns: ((_ terminate: () throws -> Void) async throws -> Void)? = nil
  ) async throws -> CommandRun {
    let now = ["--snapshot", snapshot, "--now", time(minutes), "-o", "json"]
    return try await CommandRun(
      Cluster.program("sample-capacity"), now + arguments,
      environment: google.environment.merging(environment) { $1 }, kills: kills, whileItRuns: whileItRuns)
  }

  /// Like `sample`, to Cloud Monitoring with a state folder.
  func deliver(
    _ minutes: Int64, _ arguments: [String] = [], kills: Bool = false,
    whileItRuns: ((_ terminate: () throws -> Void) async throws -> Void)? = nil
  ) async throws -> CommandRun {
    try await sample(
      minutes, Self.monitoring + ["--state", state] + arguments, kills: kills, whileItRuns: whileItRuns)
  }

  func time(_ minutes: Int64) -> String {
    Date(timeIntervalSince1970: Double(start + minutes * 60)).formatted(.iso8601)
  }

  /// The samples that have arrived, in order, in minutes after the first.
  func arrived(_ type: String = "custom.googleapis.com/cluster/cpu_used") throws -> [Int64] {
    try google.points(of: type).map { point in
      let time = try Date(point.endTime, strategy: .iso8601)
      return (Int64(time.timeIntervalSince1970) - start) / 60
    }
  }

  var writes: [ReceivedRequest] { google.requests.filter { $0.path.hasSuffix("/timeSeries") } }

  /// The files of waiting samples.
  func kept() -> [String] {
    (try? FileManager.default.subpathsOfDirectory(atPath: state))?.filter { $0.hasSuffix(".json") } ?? []
  }

  /// One node with 4 CPUs and 2 GPUs, and pods that request 1 and 0.5 CPUs; the first one requests a GPU.
  private static let snapshot = """
    {"kind":"List","apiVersion":"v1","items":[
      {"kind":"Node","apiVersion":"v1","metadata":{"name":"node-1"},"status":{
        "capacity":{"cpu":"4","memory":"8Gi","pods":"110","nvidia.com/gpu":"2"},
        "allocatable":{"cpu":"4","memory":"8Gi","pods":"110","nvidia.com/gpu":"2"},
        "conditions":[{"type":"Ready","status":"True"}]}},
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","namespace":"builds","uid":"1",
        "creationTimestamp":"2026-01-01T00:00:00Z"},
        "spec":{"nodeName":"node-1","containers":[
          {"name":"c","resources":{"requests":{"cpu":"1","memory":"2Gi","nvidia.com/gpu":"1"}}}]},"status":{"phase":"Running"}},
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"b","namespace":"builds","uid":"2",
        "creationTimestamp":"2026-01-01T00:00:00Z"},
        "spec":{"containers":[
          {"name":"c","resources":{"requests":{"cpu":"500m","memory":"1Gi"}}}]},"status":{"phase":"Pending"}}
    ]}
    """
}

extension Report {
  /// The rows of the destinations: `cloud-monitoring ok 2 0` (points, backlog).
  var written: [String] {
    (json["written"] as? [[String: Any]] ?? []).map { row in
      let (to, outcome) = (row["to"] as? String ?? "?", row["outcome"] as? String ?? "?")
      return "\(to) \(outcome) \(row["points"] as? Int ?? -1) \(row["backlog"] as? Int ?? -1)"
    }
  }

  var writtenErrors: String {
    (json["written"] as? [[String: Any]] ?? []).compactMap { $0["error"] as? String }.joined(separator: "\n")
  }

  var code: Int? { self["exit.code"] as? Int }
}
