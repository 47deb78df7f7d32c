import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "reap-pods: retries, rechecks, and failures in between", .serialized, .cluster,
  .timeLimit(.minutes(15)))
struct SecondTryTests {
  private static let pod = "/api/v1/namespaces/builds/pods/buildlet-one"
  private static let page = FaultAction.answer(
    status: 404, headers: ["Content-Type": "text/html"], body: "<h1>404</h1>")

  /// A cluster with pods that never finish terminating.
  private func cluster(_ pods: [SimulatedPod] = [.expired("one", node: "node-1")]) async throws -> Cluster {
    return try await Cluster(Behavior(terminationTime: nil), pods: pods)
  }

  @Test(
    "A pod that terminates after a delete of ours without a complete answer counts as deleted",
    arguments: [Fault(.cut(after: 20, .closed), method: "DELETE", times: 1), Fault(.reset, method: "DELETE")])
  func unanswered(_ fault: Fault) async throws {
    let cluster = try await cluster()
    cluster.cloud.inject(fault)
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-one": "expired deleted"])
  }

  @Test("If the recheck after an unanswered delete fails too, the delete's own error is reported")
  func unansweredAndUnseen() async throws {
    let cluster = try await cluster()
    cluster.cloud.inject(Fault(.reset, method: "DELETE"))
    cluster.cloud.inject(Fault(.status(403), method: "GET", path: Self.pod))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 69)
    #expect(try Report(run).fates == ["buildlet-one": "expired failed"])
  }

  @Test("A proxy's 404 during a recheck does not mean that the pod is gone")
  func proxyPage() async throws {
    let cluster = try await cluster()
    cluster.cloud.inject(Fault(.updatePod, method: "DELETE"))
    cluster.cloud.inject(Fault(Self.page, method: "GET", path: Self.pod))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 76)
    #expect(try Report(run).fates == ["buildlet-one": "expired failed"])
  }

  @Test("A pod stuck terminating that changed in the meantime is still judged by its node")
  func stuck() async throws {
    var stuck = SimulatedPod("stuck")
    let now = Int64(Date().timeIntervalSince1970)
    (stuck.created, stuck.deletionTime) = (now - 86_400, now - 7200)
    (stuck.nodeName, stuck.phase) = ("node-gone", "Running")
    let cluster = try await cluster([stuck])
    cluster.cloud.inject(Fault(.updatePod, method: "DELETE", times: 1))
    let run = try await cluster.reap("-n", "builds", "--force-after", "1h", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["stuck": "stuck-terminating deleted"])
    #expect(try await cluster.names.isEmpty)
  }

  @Test("Of several failures, the most severe determines the exit code, not the last")
  func gravest() async throws {
    var (old, young) = (SimulatedPod.expired("old"), SimulatedPod.expired("young"))
    (old.created, young.created) = (SimulatedPod.hoursAgo - 3600, SimulatedPod.hoursAgo)
    let cluster = try await cluster([old, young])
    cluster.cloud.inject(Fault(.status(403), method: "DELETE", times: 1))
    cluster.cloud.inject(Fault(.status(422), method: "DELETE", skipping: 1))
    let run = try await cluster.reap("-n", "builds", "--concurrency", "1", "-o", "json")
    #expect(run.code == 77)
    #expect(try Report(run).count("failed") == 2)
  }

  @Test("A server dry run writes no Event")
  func dryRunWithEvents() async throws {
    let cluster = try await cluster()
    let run = try await cluster.reap("-n", "builds", "--dry-run=server", "--events", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-one": "expired would-delete"])
    #expect(cluster.cloud.events.isEmpty)
  }

  @Test("A delete that is not retried because the run ends is deferred, not failed")
  func notSentAgain() async throws {
    let cluster = try await cluster()
    let gate = Gate()
    cluster.cloud.inject(Fault(.updatePod, method: "DELETE"))
    cluster.cloud.inject(Fault(.hold(gate), method: "DELETE"))
    let run = try await CommandRun(
      Cluster.program("reap-pods"), ["--kubeconfig", cluster.kubeconfig, "-n", "builds", "-o", "json"]
    ) { terminate in
      try await waitUntil { gate.arrived > 0 }
      try terminate()
      gate.open()
    }
    #expect(run.code == 75)
    #expect(try Report(run).fates == ["buildlet-one": "expired deferred"])
  }

  @Test("When --wait runs out, a request in progress is abandoned")
  func waitEndsWithoutAnswer() async throws {
    let cluster = try await cluster()
    cluster.cloud.inject(Fault(.hold(Gate()), method: "GET", path: Self.pod))
    let run = try await cluster.reap(
      "-n", "builds", "--wait", "1s", "--request-timeout", "60s", "-o", "json")
    #expect(run.code == 75)
    #expect(run.errorText.contains("not gone yet: builds/buildlet-one"))
  }
}
