import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: deleting", .serialized, .cluster, .timeLimit(.minutes(15)))
struct DeletionTests {
  private static let podPath = "/api/v1/namespaces/builds/pods/*"

  private func cluster(_ count: Int) async throws -> Cluster {
    try await Cluster(pods: (0..<count).map { .expired("\($0)") })
  }

  @Test("Every delete carries the UID and resource version that were judged, and requests only metadata")
  func preconditions() async throws {
    let cluster = try await cluster(3)
    let before = cluster.cloud.pods()
    #expect(try await cluster.reap("-n", "builds").code == 0)
    let deletes = cluster.requests("DELETE")
    #expect(deletes.count == 3)
    for pod in before {
      let delete = try #require(deletes.first { $0.path.hasSuffix("/\(pod.name)") })
      let body = try JSONSerialization.jsonObject(with: Data(delete.body)) as? NSDictionary
      let expected: NSDictionary = [
        "apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Background",
        "preconditions": ["uid": pod.uid, "resourceVersion": pod.resourceVersion],
      ]
      #expect(body == expected)
      #expect(delete.query.isEmpty)
      #expect(delete.header("Accept")?.hasPrefix("application/json;as=PartialObjectMetadata;") == true)
    }
    #expect(Set(cluster.cloud.requests.compactMap(\.auditID)).count == cluster.cloud.requests.count)
  }

  @Test("A new pod of the same name survives")
  func replaced() async throws {
    let cluster = try await cluster(3)
    cluster.cloud.inject(
      Fault(.replacePod, method: "DELETE", path: "/api/v1/namespaces/builds/pods/buildlet-1"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(
      try Report(run).fates == [
        "buildlet-0": "expired deleted", "buildlet-1": "expired replaced", "buildlet-2": "expired deleted",
      ])
    #expect(try await cluster.names == ["buildlet-1"])
    #expect(cluster.requests("DELETE").count == 3)
  }

  @Test("A pod that changed in the meantime is judged again and deleted in its current state")
  func updated() async throws {
    let cluster = try await cluster(1)
    cluster.cloud.inject(Fault(.updatePod, method: "DELETE", times: 2))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-0": "expired deleted"])
    #expect(cluster.requests("DELETE").count == 3)
  }

  @Test("A pod that keeps changing is deferred")
  func keepsChanging() async throws {
    let cluster = try await cluster(2)
    cluster.cloud.inject(
      Fault(.updatePod, method: "DELETE", path: "/api/v1/namespaces/builds/pods/buildlet-0"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 75)
    #expect(try Report(run).fates == ["buildlet-0": "expired deferred", "buildlet-1": "expired deleted"])
    #expect(cluster.requests("DELETE").count == 4)
  }

  @Test("A pod that is already gone is not a failure")
  func gone() async throws {
    let cluster = try await cluster(2)
    let status = """
      {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound",
      "details":{"name":"buildlet-0","kind":"pods"},"code":404}
      """
    cluster.cloud.inject(
      Fault(
        .answer(status: 404, headers: ["Content-Type": "application/json"], body: status), method: "DELETE",
        path: "/api/v1/namespaces/builds/pods/buildlet-0"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-0": "expired gone", "buildlet-1": "expired deleted"])
  }

  @Test("A delete whose answer was lost counts as ours if the pod terminates")
  func lostAnswer() async throws {
    let cluster = try await Cluster(Behavior(terminationTime: nil), pods: [.expired("bound", node: "node-1")])
    cluster.cloud.inject(Fault(.reset, method: "DELETE", times: 1))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-bound": "expired deleted"])
    #expect(cluster.cloud.pod("buildlet-bound", namespace: "builds")?.isTerminating == true)
  }

  @Test("An unanswered delete still counts as ours after later conflicts")
  func lostAnswerAndConflicts() async throws {
    let cluster = try await Cluster(Behavior(terminationTime: nil), pods: [.expired("bound", node: "node-1")])
    // The first delete fails without an answer; two conflicts follow, and after the second the pod is terminating.
    for fault in [FaultAction.status(500), .reset] {
      cluster.cloud.inject(Fault(fault, method: "DELETE", times: 1))
    }
    cluster.cloud.inject(Fault(.updatePod, method: "DELETE", skipping: 1, times: 1))
    cluster.cloud.inject(Fault(.terminatePod, method: "DELETE", skipping: 2, times: 1))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(cluster.requests("DELETE").count == 3)
    #expect(try Report(run).fates == ["buildlet-bound": "expired deleted"])
  }

  @Test("If the server keeps failing on a delete, the run ends in 75")
  func serverError() async throws {
    let cluster = try await cluster(1)
    cluster.cloud.inject(Fault(.status(500), method: "DELETE"))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 75)
    #expect(try Report(run).fates == ["buildlet-0": "expired failed"])
  }

  @Test("A recheck reads everything that the rules need")
  func recheckOfState() async throws {
    var pod = SimulatedPod("ended")
    pod.created = SimulatedPod.hoursAgo
    pod.phase = "Succeeded"
    pod.conditions = [.init("Ready", "False", since: SimulatedPod.hoursAgo)]
    let cluster = try await Cluster(pods: [pod])
    cluster.cloud.inject(Fault(.updatePod, method: "DELETE", times: 1))
    let run = try await cluster.reap("-n", "builds", "--finished-after", "1h", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["ended": "finished deleted"])
    #expect(cluster.requests("DELETE").count == 2)
  }

  @Test("An HTML page with status 200 does not count as a delete", arguments: [[], ["--evict"]])
  func page(arguments: [String]) async throws {
    let cluster = try await cluster(1)
    let page = FaultAction.answer(
      status: 200, headers: ["Content-Type": "text/html"], body: "<html>log in</html>")
    cluster.cloud.inject(Fault(page, method: "DELETE"))
    cluster.cloud.inject(Fault(page, path: "/api/v1/namespaces/builds/pods/buildlet-0/eviction"))
    let run = try await cluster.reap(["-n", "builds", "-o", "json"] + arguments)
    #expect(run.code == 76)
    #expect(try Report(run).fates == ["buildlet-0": "expired failed"])
    #expect(run.errorText.contains("the server answered with a web page"))
    #expect(try await cluster.names == ["buildlet-0"])
  }

  @Test("A failure does not stop other deletes, and all are counted")
  func failures() async throws {
    let cluster = try await cluster(5)
    let broken = "/api/v1/namespaces/builds/pods/buildlet-3"
    cluster.cloud.inject(Fault(.status(422), method: "DELETE", path: broken))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 76)
    let report = try Report(run)
    #expect(report.count("deleted") == 4)
    #expect(report.count("failed") == 1)
    #expect(report.fates["buildlet-3"] == "expired failed")
    #expect(try await cluster.names == ["buildlet-3"])
    #expect(run.errorText.contains("4 deleted, 1 failed; exit 76 protocol"))
  }

  @Test("After 429 and 503, deletes are retried with the requested delay, and each pod is deleted once")
  func throttled() async throws {
    let cluster = try await cluster(3)
    cluster.cloud.inject(Fault(.status(429, retryAfter: "1"), method: "DELETE", times: 2))
    cluster.cloud.inject(Fault(.status(503, retryAfter: "0"), method: "DELETE", skipping: 2, times: 1))
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).count("deleted") == 3)
    #expect(cluster.requests("DELETE").count == 6)
  }

  @Test("One run deletes 1,000 expired pods, 16 at a time, on one connection")
  func thousand() async throws {
    let cluster = try await Cluster()
    cluster.addBulk(1000, expired: 1000)
    let listed = cluster.cloud.pods().count
    let run = try await cluster.reap("-A", "--qps", "0", "--concurrency", "16", "-o", "json")
    #expect(run.code == 0)
    let report = try Report(run)
    #expect(report.count("listed") == listed)
    #expect(report.count("deleted") == report.count("matched"))
    #expect(report.count("deleted") == cluster.requests("DELETE").count)
    #expect(report.count("deleted") == 1000)
    #expect(cluster.cloud.connectionCount == 1)
    #expect((2...16).contains(cluster.cloud.mostInFlight))
    #expect(cluster.requests("DELETE").allSatisfy { $0.httpVersion == "2" })
  }

  @Test("--qps spreads the deletes", .tags(.anyCluster))
  func paced() async throws {
    let cluster = try await cluster(6)
    let run = try await cluster.reap("-n", "builds", "--qps", "20")
    #expect(run.code == 0)
    #expect(try await cluster.names.isEmpty)
  }
}
