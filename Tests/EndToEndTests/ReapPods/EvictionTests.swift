import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "reap-pods: evictions, events, and pods stuck on dead nodes", .serialized, .cluster,
  .timeLimit(.minutes(15)))
struct EvictionTests {
  @Test("--evict sends evictions bound like deletes, and defers those that a budget refuses")
  func evict() async throws {
    // It must be running, because a pod that has not started may always be evicted.
    var guarded = SimulatedPod.expired("guarded", node: "node-1")
    guarded.labels["app"] = "guarded"
    let cluster = try await Cluster(pods: [.expired("free"), guarded])
    cluster.cloud.add(SimulatedBudget("budget", labels: ["app": "guarded"]))
    let run = try await cluster.reap("-n", "builds", "--evict", "-o", "json")
    #expect(run.code == 75)
    #expect(
      try Report(run).fates == ["buildlet-free": "expired deleted", "buildlet-guarded": "expired deferred"])
    #expect(try await cluster.names == ["buildlet-guarded"])
    #expect(cluster.requests("DELETE").isEmpty)
    let evictions = cluster.requests("POST").filter { $0.path.hasSuffix("/eviction") }
    #expect(evictions.count == 2)
    for eviction in evictions {
      #expect(eviction.bodyText.contains("\"uid\""))
      #expect(eviction.bodyText.contains("\"resourceVersion\""))
    }
    cluster.cloud.removeBudgets()
    #expect(try await cluster.reap("-n", "builds", "--evict", "--wait", "1m").code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("A throttled eviction is retried")
  func throttled() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(
      Fault(.status(429, retryAfter: "0"), method: "POST", path: "/api/v1/namespaces/builds/pods/*", times: 2)
    )
    #expect(try await cluster.reap("-n", "builds", "--evict").code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("A pod without a budget is evicted", .tags(.anyCluster))
  func unguarded() async throws {
    let cluster = try await Cluster(pods: [.expired("free")])
    let run = try await cluster.reap("-n", "builds", "--evict", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-free": "expired deleted"])
    #expect(try await cluster.names.isEmpty)
  }

  @Test("Events are readable in the pods' namespace", .tags(.anyCluster))
  func eventNotes() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .ours("two", deleteAt: SimulatedPod.farFuture)])
    #expect(try await cluster.reap("-n", "builds", "--events").code == 0)
    let notes = try await cluster.eventNotes
    #expect(notes.count == 1)
    #expect(notes.allSatisfy { $0.hasPrefix("expired: delete-at ") })
  }

  @Test("--events writes an Event for each deleted pod; if that fails, it is only a warning")
  func events() async throws {
    let cluster = try await Cluster(pods: [
      .expired("one"), .expired("two"), .ours("three", deleteAt: SimulatedPod.farFuture),
    ])
    let uids = Set(cluster.cloud.pods().filter { $0.name != "buildlet-three" }.map(\.uid))
    #expect(try await cluster.reap("-n", "builds", "--events").code == 0)
    let events = cluster.cloud.events
    #expect(Set(events.map(\.regardingUID)) == uids)
    #expect(
      events.allSatisfy {
        $0.reason == "Expired" && $0.action == "Reap" && $0.note.hasPrefix("expired: delete-at ")
      })
    cluster.cloud.add(SimulatedPod.expired("four"))
    cluster.cloud.inject(Fault(.status(403), method: "POST", path: "/apis/events.k8s.io/*"))
    let run = try await cluster.reap("-n", "builds", "--events", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-four": "expired deleted"])
    #expect(try Report(run).warnings.contains { $0.hasPrefix("its Event could not be written") })
  }

  @Test("--force-after removes only pods stuck on a node that is gone or out of service")
  func stuckTerminating() async throws {
    let now = Int64(Date().timeIntervalSince1970)
    func stuck(_ name: String, node: String, finalizers: [String] = [], owner: String? = nil) -> SimulatedPod
    {
      var pod = SimulatedPod(name)
      pod.created = now - 86_400
      pod.deletionTime = now - 7200
      pod.nodeName = node
      pod.phase = "Running"
      pod.finalizers = finalizers
      if let owner { pod.owners = [.init(kind: owner, name: "db")] }
      return pod
    }
    let cluster = try await Cluster(
      Behavior(terminationTime: nil),
      pods: [
        stuck("gone", node: "node-gone"), stuck("off", node: "node-off"),
        stuck("silent", node: "node-silent"),
        stuck("alive", node: "node-alive"), stuck("held", node: "node-gone", finalizers: ["x/y"]),
        stuck("db-0", node: "node-gone", owner: "StatefulSet"),
      ])
    var off = SimulatedNode("node-off")
    off.taints = ["node.kubernetes.io/out-of-service=nodeshutdown:NoExecute"]
    var silent = SimulatedNode("node-silent")
    silent.readiness = .unknown
    silent.readinessSince = now - 7200
    for node in [off, silent, SimulatedNode("node-alive")] { cluster.cloud.add(node) }
    let run = try await cluster.reap("-n", "builds", "--force-after", "1h", "--explain", "-o", "json")
    #expect(run.code == 0)
    #expect(
      try Report(run).fates == [
        "gone": "stuck-terminating deleted", "off": "stuck-terminating deleted", "silent": "terminating kept",
        "alive": "terminating kept", "held": "terminating kept", "db-0": "stateful kept",
      ])
    #expect(try await Set(cluster.names) == ["silent", "alive", "held", "db-0"])
    #expect(cluster.requests("GET").filter { $0.path == "/api/v1/nodes/node-gone" }.count == 1)
    #expect(try await cluster.reap("-n", "builds", "--force-after", "1h", "--force-not-ready").code == 0)
    #expect(try await Set(cluster.names) == ["alive", "held", "db-0"])
  }

  @Test(
    "A node that cannot be read does not count as gone, so its pods are kept",
    arguments: [(403, 77), (500, 69)] as [(Int, Int32)])
  func unknownNode(status: Int, code: Int32) async throws {
    var stuck = SimulatedPod.ours("stuck", node: "node-1")
    stuck.deletionTime = SimulatedPod.hoursAgo
    let cluster = try await Cluster(pods: [stuck])
    cluster.cloud.inject(Fault(.status(status), path: "/api/v1/nodes/node-1"))
    let run = try await cluster.reap("-n", "builds", "--force-after", "1h", "--explain", "-o", "json")
    #expect(run.code == code)
    #expect(try Report(run).fates == ["buildlet-stuck": "terminating kept"])
    #expect(cluster.requests("DELETE").isEmpty)
  }

  @Test("After a conflict, the new verdict decides how the pod is removed")
  func newVerdict() async throws {
    var pod = SimulatedPod.expired("one", node: "node-gone")
    pod.deletionTime = SimulatedPod.hoursAgo
    let cluster = try await Cluster(pods: [pod])
    cluster.cloud.inject(Fault(.restorePod, method: "DELETE", times: 1))
    let run = try await cluster.reap("-n", "builds", "--force-after", "1h", "--evict", "-o", "json")
    let report = try Report(run)
    #expect(report.fates == ["buildlet-one": "expired deleted"])
    #expect(report["exit.code"] as? Int == 0)
    #expect(cluster.requests("DELETE").count == 1)
    #expect(cluster.requests("DELETE").first?.bodyText.contains(#""gracePeriodSeconds":0"#) == true)
    let evictions = cluster.requests("POST").filter { $0.path.hasSuffix("/buildlet-one/eviction") }
    #expect(evictions.map { $0.bodyText.contains("gracePeriodSeconds") } == [false])
  }

  @Test("When everything goes wrong at once, exactly the right pods are deleted and all are reported")
  func everything() async throws {
    var odd = SimulatedPod.ours("odd", deleteAt: "soon")
    odd.created = SimulatedPod.hoursAgo
    let cluster = try await Cluster(
      pods: [
        .expired("fine"), .expired("changed"), .expired("replaced"), .expired("gone"), .expired("broken"),
        .expired("throttled"), odd, .expired("theirs", namespace: "secret"),
      ])
    func path(_ name: String) -> String { "/api/v1/namespaces/builds/pods/buildlet-\(name)" }
    cluster.cloud.inject(Fault(.updatePod, method: "DELETE", path: path("changed"), times: 1))
    cluster.cloud.inject(Fault(.replacePod, method: "DELETE", path: path("replaced"), times: 1))
    cluster.cloud.inject(Fault(.status(500), method: "DELETE", path: path("broken")))
    cluster.cloud.inject(
      Fault(.status(429, retryAfter: "1"), method: "DELETE", path: path("throttled"), times: 1))
    let gone = """
      {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"NotFound",
      "details":{"name":"buildlet-gone","kind":"pods"},"code":404}
      """
    cluster.cloud.inject(
      Fault(
        .answer(status: 404, headers: ["Content-Type": "application/json"], body: gone), method: "DELETE",
        path: path("gone")))
    cluster.cloud.allow("reaper", namespaces: ["builds"])
    let kubeconfig = try cluster.folder.write("reaper", try await cluster.cloud.kubeconfig(user: "reaper"))
    let run = try await cluster.reap("-n", "secret", "-n", "builds", "-o", "json", kubeconfig: kubeconfig)
    #expect(run.code == 77)
    let report = try Report(run)
    #expect(
      report.fates == [
        "buildlet-fine": "expired deleted", "buildlet-changed": "expired deleted",
        "buildlet-replaced": "expired replaced",
        "buildlet-gone": "expired gone", "buildlet-broken": "expired failed",
        "buildlet-throttled": "expired deleted",
      ])
    #expect(
      try await Set(cluster.names) == [
        "buildlet-replaced", "buildlet-gone", "buildlet-broken", "buildlet-odd", "buildlet-theirs",
      ])
    #expect(report.warnings.count == 1)
    #expect(run.errorText.contains("secret"))
    #expect(run.errorText.contains("buildlet-broken"))
  }
}
