import Foundation
import SimulatedCloud
import TestSupport
import Testing

/// Tests `scripts/test-cluster`, with the simulated cloud as the shared cluster.
@Suite(
  "test-cluster: safe on a shared cluster", .serialized, .cluster,
  .enabled(if: InstalledTool.isThere("kubectl"), "kubectl is not installed"), .timeLimit(.minutes(15)))
struct TestClusterTests {
  private static let script = Repository.folder + "/scripts/test-cluster"

  /// Other people's pods, which the rules would delete.
  private static let others: [SimulatedPod] = [
    .expired("theirs"), .expired("theirs", namespace: "default"), .ours("theirs-too", generation: "run-7"),
  ]

  /// A cluster without kubelets and controllers.
  private func cluster() async throws -> Cluster {
    return try await Cluster(Behavior(terminationTime: nil), pods: Self.others)
  }

  private func run(
    _ cluster: Cluster, _ filter: String, confirm: String = "yes",
    whileItRuns: ((_ terminate: () throws -> Void) async throws -> Void)? = nil
  ) async throws -> CommandRun {
    let binary = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return try await CommandRun(
      Self.script, [],
      environment: [
        "KUBECONFIG": cluster.kubeconfig, "CONFIRM": confirm, "FILTER": filter,
        "PODKEEPER_TEST_BINARY": binary, "HOME": cluster.folder.path,
      ], whileItRuns: whileItRuns)
  }

  /// The requests that could affect objects outside of the run.
  private func trespasses(_ cluster: Cluster) -> [String] {
    cluster.cloud.requests.filter { request in
      let isOurs =
        request.path.hasPrefix("/api/v1/namespaces/podkeeper-test-")
        || request.path.contains(/^\/apis\/[^\/]+\/v1\/namespaces\/podkeeper-test-/)
      switch request.method {
      case "GET":
        // --wait watches and lists the pods of a namespace without a selector, and changes nothing.
        let isPodList = request.path.hasSuffix("/pods") && !isOurs
        return isPodList && request.query["labelSelector"]?.contains("podkeeper-test=") != true
      case "POST" where request.path.hasPrefix("/apis/authorization.k8s.io/"): return false
      case "POST" where request.path == "/api/v1/namespaces":
        return !request.bodyText.contains("\"podkeeper-test-")
      default: return !isOurs
      }
    }.map { "\($0.method) \($0.target)" }
  }

  private func expectNoTrace(_ cluster: Cluster) async throws {
    #expect(trespasses(cluster) == [])
    let left = cluster.cloud.pods().map { "\($0.namespace)/\($0.name)" }
    #expect(Set(left) == Set(Self.others.map { "\($0.namespace)/\($0.name)" }))
    #expect(cluster.cloud.pods().allSatisfy { !$0.isTerminating })
    #expect(cluster.cloud.namespaces.isEmpty)
  }

  @Test("The tests pass, remove what they created, and touch nothing else")
  func passes() async throws {
    let cluster = try await cluster()
    let run = try await run(cluster, "DecisionTests|SourcesTests/lease|finished|waitRunsOut|eventNotes")
    #expect(run.code == 0, "\(run.text)\(run.errorText)")
    #expect(run.errorText.contains("skipped: \"it needs the simulated cloud\""))
    #expect(run.errorText.contains("all namespaces of this run are gone"))
    #expect(cluster.cloud.requests.contains { $0.method == "PUT" })
    #expect(cluster.cloud.requests.contains { $0.method == "DELETE" && $0.path.contains("/pods/buildlet-") })
    try await expectNoTrace(cluster)
  }

  @Test("Without CONFIRM=yes, the script says what it would do and does nothing")
  func unconfirmed() async throws {
    let cluster = try await cluster()
    let run = try await run(cluster, "DecisionTests", confirm: "")
    #expect(run.code == 64)
    #expect(run.errorText.contains("at \(cluster.cloud.url)"))
    // kubectl may request the server's version.
    #expect(cluster.cloud.requests.filter { $0.path != "/version" }.map(\.target) == [])
  }

  @Test("After a failure or a signal, nothing is left behind", arguments: [false, true])
  func failure(bySignal: Bool) async throws {
    let cluster = try await cluster()
    cluster.cloud.inject(Fault(.status(422), method: "DELETE", containing: "/pods/buildlet-foreign"))
    let run = try await run(cluster, "DecisionTests/deletes") { terminate in
      guard bySignal else { return }
      try await waitUntil {
        cluster.cloud.requests.contains { $0.method == "POST" && $0.path.hasSuffix("/pods") }
      }
      try terminate()
    }
    #expect(run.code == (bySignal ? 143 : 1))
    #expect(cluster.cloud.requests.contains { $0.method == "POST" && $0.path.hasSuffix("/pods") })
    try await expectNoTrace(cluster)
  }

  @Test("The script stops if the server ignores label selectors")
  func noSelectors() async throws {
    let cluster = try await cluster()
    cluster.cloud.behavior.appliesLabelSelectors = false
    let run = try await run(cluster, "DecisionTests")
    #expect(run.code == 1)
    #expect(run.errorText.contains("the server ignores label selectors"))
    try await expectNoTrace(cluster)
  }
}
