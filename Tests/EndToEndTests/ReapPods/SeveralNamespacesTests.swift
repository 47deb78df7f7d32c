import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "reap-pods: several namespaces, several nodes", .serialized, .cluster,
  .timeLimit(.minutes(15)))
struct SeveralNamespacesTests {
  private static func list(_ namespace: String) -> String { "/api/v1/namespaces/\(namespace)/pods" }

  @Test("One report covers the counts, warnings and kept pods of all namespaces")
  func oneReport() async throws {
    let cluster = try await Cluster(
      pods: [
        .expired("a", namespace: "one"), .ours("odd", deleteAt: "soon", namespace: "one"),
        .expired("b", namespace: "two"),
      ])
    // The deletions cause a warning in addition to that of the list.
    cluster.cloud.inject(
      Fault(.status(403), method: "POST", path: "/apis/events.k8s.io/v1/namespaces/two/events"))
    let run = try await cluster.reap("-n", "one", "-n", "two", "--explain", "--events", "-o", "json")
    #expect(run.code == 0)
    let report = try Report(run)
    #expect(
      report.fates == [
        "buildlet-a": "expired deleted", "buildlet-odd": "invalid-deadline kept",
        "buildlet-b": "expired deleted",
      ])
    #expect(report.count("listed") == 3)
    #expect(report.warnings.count == 2)
  }

  @Test("The earliest clock counts, whichever namespace's list it came from", arguments: ["one", "two"])
  func earliestClock(behind: String) async throws {
    let cluster = try await Cluster(pods: [.expired("a", namespace: "one"), .expired("b", namespace: "two")])
    cluster.cloud.inject(Fault(.skewedDate(-3600), path: Self.list(behind)))
    let run = try await cluster.reap(
      "-n", "one", "-n", "two", "--max-clock-skew", "2h", "--dry-run", "-o", "json")
    #expect(run.code == 0)
    let offset = try #require(try Report(run)["clock.offsetSeconds"] as? Double)
    #expect((3000...4200).contains(offset))
  }

  @Test("An unreadable pod in one namespace does not hide that another may not be listed")
  func worstStatus() async throws {
    let cluster = try await Cluster(pods: [.expired("a", namespace: "one")])
    cluster.cloud.inject(Fault(.status(403), path: Self.list("one")))
    let list = #"{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":1}}]}"#
    cluster.cloud.inject(
      Fault(
        .answer(status: 200, headers: ["Content-Type": "application/json"], body: list),
        path: Self.list("two")))
    let run = try await cluster.reap("-n", "one", "-n", "two", "-o", "json")
    #expect(run.code == 77)
    #expect(try Report(run).warnings.count == 1)
  }

  @Test("Pods stuck terminating are found in every namespace, and each of their nodes is read")
  func stuck() async throws {
    let now = Int64(Date().timeIntervalSince1970)
    func stuck(_ name: String, namespace: String, node: String) -> SimulatedPod {
      var pod = SimulatedPod(name, namespace: namespace)
      pod.created = now - 86_400
      pod.deletionTime = now - 7200
      pod.nodeName = node
      pod.phase = "Running"
      return pod
    }
    let cluster = try await Cluster(
      pods: [
        stuck("hidden", namespace: "one", node: "node-a"), stuck("gone", namespace: "one", node: "node-b"),
        stuck("lost", namespace: "two", node: "node-c"),
      ])
    cluster.cloud.inject(Fault(.status(403), path: "/api/v1/nodes/node-a"))
    let run = try await cluster.reap(
      "-n", "one", "-n", "two", "--force-after", "1h", "--grace-period", "30", "--evict", "--explain", "-o",
      "json")
    // A node that may not be read does not protect the pods of other nodes.
    #expect(run.code == 77)
    #expect(
      try Report(run).fates == [
        "hidden": "terminating kept", "gone": "stuck-terminating deleted",
        "lost": "stuck-terminating deleted",
      ])
    // Without a kubelet, they are not evicted, and the grace period of other pods does not apply.
    #expect(
      cluster.requests("DELETE").map { $0.bodyText.contains(#""gracePeriodSeconds":0"#) } == [true, true])
  }

  @Test("A namespace is not skipped just because the access review fails")
  func permissionUnknown() async throws {
    let cluster = try await Cluster(pods: [.expired("a", namespace: "one"), .expired("b", namespace: "two")])
    cluster.cloud.inject(Fault(.status(422), method: "POST", path: "/apis/authorization.k8s.io/*"))
    let run = try await cluster.reap("-n", "one", "-n", "two", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).count("deleted") == 2)
  }

  @Test(
    "If the version request is rejected or gets no answer, the run ends before it lists anything",
    arguments: [(FaultAction.status(422), 76), (.reset, 69)] as [(FaultAction, Int32)])
  func noVersion(fault: FaultAction, code: Int32) async throws {
    let cluster = try await Cluster(pods: [.expired("a", namespace: "one")])
    cluster.cloud.inject(Fault(fault, path: "/version"))
    let run = try await cluster.reap("-n", "one", "-o", "json")
    #expect(run.code == code)
    #expect(cluster.requests("GET").allSatisfy { $0.path == "/version" })
    #expect(try await cluster.names == ["buildlet-a"])
  }
}
