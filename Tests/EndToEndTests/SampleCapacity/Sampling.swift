import Foundation
import TestSupport

/// Runs of `sample-capacity`.
enum Sampling {
  static func run(_ arguments: [String]) async throws -> CommandRun {
    try await CommandRun(
      Repository.program("sample-capacity"), arguments, environment: ["KUBECONFIG": "/nonexistent"])
  }

  /// Runs it on a snapshot of these items, each with a `kind`.
  static func snapshot(_ items: [String], _ arguments: [String] = ["-o", "json"]) async throws -> CommandRun {
    let folder = try TemporaryFolder()
    let list = #"{"apiVersion":"v1","kind":"List","items":[\#(items.joined(separator: ","))]}"#
    return try await run(["--snapshot", folder.write("list.json", list)] + arguments)
  }

  static func pod(
    _ name: String, node: String? = nil, _ requests: String, phase: String = "Running", more: String = "{}"
  ) -> String {
    """
    {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name)","namespace":"builds",
    "creationTimestamp":"2026-11-23T10:00:00Z"},"spec":{"nodeName":"\(node ?? "")","containers":[{"name":"c",
    "resources":{"requests":{\(requests)}}}]},"status":{"phase":"\(phase)","x":\(more)}}
    """
  }

  static func node(
    _ name: String, _ allocatable: String = #""cpu":"4","memory":"8Gi","pods":"10""#, labels: String = "{}",
    spec: String = "{}"
  ) -> String {
    """
    {"apiVersion":"v1","kind":"Node","metadata":{"name":"\(name)","labels":\(labels)},"spec":\(spec),
    "status":{"capacity":{"cpu":"5","memory":"10Gi","pods":"10"},"allocatable":{\(allocatable)},
    "conditions":[{"type":"Ready","status":"True"}]}}
    """
  }
}

extension Cluster {
  /// Runs `sample-capacity` on this cluster.
  func sample(_ arguments: String..., kubeconfig: String? = nil) async throws -> CommandRun {
    try await Sampling.run(["--kubeconfig", kubeconfig ?? self.kubeconfig] + arguments)
  }
}

extension Report {
  var nodeRows: [[String: Any]] { json["perNode"] as? [[String: Any]] ?? [] }

  func number(_ path: String) -> Int64? { (self[path] as? NSNumber)?.int64Value }

  /// Whether the member exists and is null.
  func isNull(_ path: String) -> Bool { self[path] is NSNull }
}
