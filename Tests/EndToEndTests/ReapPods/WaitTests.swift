import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: --wait", .serialized, .cluster, .timeLimit(.minutes(15)))
struct WaitTests {
  private static let podPath = "/api/v1/namespaces/builds/pods/buildlet-one"

  /// A pod that is bound to a node and never finishes terminating.
  private func cluster(_ pods: SimulatedPod...) async throws -> Cluster {
    return try await Cluster(Behavior(terminationTime: nil), pods: pods)
  }

  private static let one = SimulatedPod.expired("one", node: "node-1")

  private static func terminating(_ name: String, namespace: String = "builds") -> SimulatedPod {
    var pod = SimulatedPod.expired(name, namespace: namespace, node: "node-1")
    pod.deletionTime = Int64(Date().timeIntervalSince1970) + 30
    return pod
  }

  @Test("--wait includes pods that were already terminating, in each namespace")
  func terminating() async throws {
    let cluster = try await cluster(
      Self.terminating("one", namespace: "a"), Self.terminating("two", namespace: "b"),
      .ours("three", deleteAt: SimulatedPod.farFuture, namespace: "a"))
    let run = try await cluster.reap("-n", "a", "-n", "b", "--wait", "1s", "-o", "json")
    #expect(run.code == 75)
    #expect(try Report(run).count("matched") == 0)
    #expect(run.errorText.contains("2 pods are not gone yet: a/buildlet-one, b/buildlet-two"))
    for (name, namespace) in [("one", "a"), ("two", "b")] {
      cluster.cloud.removePod("buildlet-\(name)", namespace: namespace)
    }
    #expect(try await cluster.reap("-n", "a", "-n", "b", "--wait", "1s").code == 0)
  }

  @Test("--wait includes a pod that somebody else deleted in the meantime")
  func gone() async throws {
    let cluster = try await cluster(Self.one)
    cluster.cloud.inject(Fault(.terminatePod, method: "DELETE", times: 1))
    let run = try await cluster.reap("-n", "builds", "--wait", "1s", "-o", "json")
    #expect(run.code == 75)
    #expect(try Report(run).fates == ["buildlet-one": "expired gone"])
    #expect(run.errorText.contains("1 pods are not gone yet: builds/buildlet-one"))
  }

  @Test("The wait ends if a new pod has the same name")
  func replaced() async throws {
    let cluster = try await cluster(Self.one)
    // The first request finds the deleted pod, the second a new one.
    cluster.cloud.inject(Fault(.replacePod, method: "GET", path: Self.podPath, skipping: 1, times: 1))
    let run = try await cluster.reap("-n", "builds", "--wait", "1m", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-one": "expired deleted"])
    #expect(try await cluster.names == ["buildlet-one"])
  }

  @Test("Without permission to read pods, the wait ends at once")
  func forbidden() async throws {
    let cluster = try await cluster(Self.one)
    cluster.cloud.inject(Fault(.status(403), method: "GET", path: Self.podPath))
    let run = try await cluster.reap("-n", "builds", "--wait", "30s", "-o", "json")
    #expect(run.code == 77)
    #expect(cluster.requests("GET").filter { $0.path == Self.podPath }.count == 1)
    #expect(run.errorText.contains("1 pods are not gone yet: builds/buildlet-one"))
  }

  @Test(
    "If every request fails, the reason is reported and determines the exit code",
    arguments: [
      (
        FaultAction.answer(status: 200, headers: ["Content-Type": "text/html"], body: "<html>log in</html>"),
        76, "the server's answer cannot be read"
      ),
      (.status(500), 69, "Internal error occurred"),
      (.status(429, retryAfter: "60"), 69, "too many requests"),
    ] as [(FaultAction, Int32, String)])
  func unanswered(fault: FaultAction, code: Int32, reason: String) async throws {
    let cluster = try await cluster(Self.one)
    cluster.cloud.inject(Fault(fault, method: "GET", path: Self.podPath))
    let run = try await cluster.reap("-n", "builds", "--wait", "10s", "-o", "json")
    #expect(run.code == code)
    #expect(run.errorText.contains(reason))
    #expect(run.errorText.contains("while trying to get pods buildlet-one in namespace builds"))
    if case .status(429, _) = fault {
      #expect(cluster.requests("GET").filter { $0.path == Self.podPath }.count == 1, "Retry-After says so")
    }
    #expect(run.errorText.contains("1 pods are not gone yet: builds/buildlet-one"))
  }

  @Test("A request that failed once but succeeded later is not reported")
  func answeredLater() async throws {
    let cluster = try await cluster(Self.one)
    cluster.cloud.inject(Fault(.status(500), method: "GET", path: Self.podPath, times: 1))
    let run = try await cluster.reap("-n", "builds", "--wait", "10s", "-o", "json")
    #expect(run.code == 75)
    #expect(!run.errorText.contains("Internal error"))
  }
}
