import Foundation
import TestSupport
import Testing

@Suite(
  "sample-capacity: the estimate and a running scheduler", .serialized, .cluster,
  .enabled(if: RealCluster.hasScheduler, "it needs a real cluster with a scheduler"),
  .timeLimit(.minutes(15)))
struct LiveSchedulerTests {
  @Test(
    "A build pod fits now exactly if the scheduler binds it", .tags(.anyCluster),
    arguments: [
      #""containers":[{"name":"c","image":"podkeeper.invalid/none","resources":{"requests":{"cpu":"1m","memory":"1Mi"}}}]"#,
      #""containers":[{"name":"c","image":"podkeeper.invalid/none","resources":{"requests":{"cpu":"1000000"}}}]"#,
      #""containers":[{"name":"c","image":"podkeeper.invalid/none","resources":{"limits":{"example.com/none":"1"}}}]"#,
      #""containers":[{"name":"c","image":"podkeeper.invalid/none"}],"nodeSelector":{"podkeeper-test":"none"}"#,
      #""containers":[{"name":"c","image":"podkeeper.invalid/none"}],"tolerations":[{"operator":"Exists"}]"#,
    ])
  func fits(spec: String) async throws {
    let cluster = try await Cluster()
    let real = try #require(cluster.real)
    let manifest = #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"build"},"spec":{\#(spec)}}"#
    let run = try await CommandRun(
      Cluster.program("sample-capacity"),
      [
        "--kubeconfig", cluster.kubeconfig, "-o", "json", "--build-pod-file",
        try cluster.folder.write("pod.json", manifest),
      ])
    #expect(run.code == 0, "\(run.errorText)")
    let fits = try Report(run)["estimate.fitsNow"] as? Bool
    let isBound = try await real.isBound(manifest, namespace: "scheduler")
    #expect(fits == isBound, "\(run.text)")
  }
}

extension RealCluster {
  /// Whether `scripts/test-cluster` found a running scheduler.
  static var hasScheduler: Bool {
    chosen != nil && ProcessInfo.processInfo.environment["PODKEEPER_TEST_SCHEDULER"] == "yes"
  }

  /// Creates a pod and waits for the scheduler's answer.
  func isBound(_ manifest: String, namespace: String) async throws -> Bool {
    let path = try await create(manifest, namespace: namespace)
    for _ in 0..<600 {
      let text = try await get(path)
      let pod = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      if (pod?["spec"] as? [String: Any])?["nodeName"] is String { return true }
      let conditions = (pod?["status"] as? [String: Any])?["conditions"] as? [[String: Any]] ?? []
      if conditions.contains(where: { $0["type"] as? String == "PodScheduled" }) { return false }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw KubectlFailure(command: path, message: "the scheduler did not look at the pod within a minute")
  }
}
