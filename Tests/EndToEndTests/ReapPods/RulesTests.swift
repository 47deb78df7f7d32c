import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "reap-pods: rules that need more than metadata, and the dialects", .serialized, .cluster,
  .timeLimit(.minutes(15)))
struct RulesTests {
  private static let now = Int64(Date().timeIntervalSince1970)

  private static func ended(_ name: String, ago: Int64?, controlled: Bool = false) -> SimulatedPod {
    var pod = SimulatedPod(name)
    pod.created = now - 86_400
    pod.phase = "Succeeded"
    pod.nodeName = "node-1"
    if let ago { pod.conditions = [.init("Ready", "False", reason: "PodCompleted", since: now - ago)] }
    if controlled { pod.owners = [.init(kind: "ReplicaSet", name: "web")] }
    return pod
  }

  private static func pending(_ name: String, created ago: Int64) -> SimulatedPod {
    var pod = SimulatedPod(name)
    pod.created = now - ago
    pod.conditions = [.init("PodScheduled", "False", reason: "Unschedulable", since: now - ago)]
    return pod
  }

  private func fates(_ cluster: Cluster, _ arguments: String...) async throws -> [String: String] {
    try Report(try await cluster.reap(arguments + ["-n", "builds", "--dry-run", "--explain", "-o", "json"]))
      .fates
  }

  @Test("finished depends on the time when the pod ended", .tags(.anyCluster), arguments: [true, false])
  func finished(protobuf: Bool) async throws {
    var behavior = Behavior()
    behavior.answersProtobuf = protobuf
    let cluster = try await Cluster(
      behavior,
      pods: [
        Self.ended("old", ago: 7200), Self.ended("new", ago: 60), Self.ended("unknown", ago: nil),
      ])
    // A real cluster's garbage collector would delete a pod whose owner does not exist.
    if !Cluster.isReal { try await cluster.add(Self.ended("owned", ago: 7200, controlled: true)) }
    let fates = try await fates(cluster, "--finished-after", "1h")
    var expected = [
      "old": "finished would-delete", "new": "not-expired kept", "unknown": "no-finish-time kept",
    ]
    if !Cluster.isReal { expected["owned"] = "controlled kept" }
    #expect(fates == expected)
    #expect(try await cluster.reap("-n", "builds", "--finished-after", "1h").code == 0)
    #expect(try await cluster.names == expected.keys.sorted().filter { $0 != "old" })
  }

  @Test("stuck-pending deletes a pod created long ago that never ran")
  func stuckPending() async throws {
    var running = Self.pending("running", created: 7200)
    running.phase = "Running"
    running.nodeName = "node-1"
    var gated = Self.pending("gated", created: 7200)
    gated.spec = ["schedulingGates": [["name": "wait"]]]
    let cluster = try await Cluster(
      pods: [Self.pending("stuck", created: 7200), Self.pending("new", created: 60), running, gated])
    let fates = try await fates(cluster, "--pending-after", "1h")
    #expect(
      fates == [
        "stuck": "stuck-pending would-delete", "new": "too-young kept", "running": "no-deadline kept",
        "gated": "no-deadline kept",
      ])
  }

  @Test("retired-generation deletes exactly the pods that carry the generation")
  func retired() async throws {
    var named = SimulatedPod("web-of-run-7")
    named.annotations["generation"] = "run-7"
    let cluster = try await Cluster(
      pods: [
        .ours("a", generation: "run-7"), named, .ours("b", generation: "run-8"), .expired("c"),
        .ours("d", generation: "run-7", namespace: "other"),
      ])
    // Neither the share of pods nor a wrong clock stops it.
    cluster.cloud.inject(Fault(.skewedDate(7200)))
    let run = try await cluster.reap(
      "-n", "builds", "--retire", "run-7", "--max-share", "1", "--max-share-floor", "0", "-o", "json")
    #expect(run.code == 0)
    #expect(
      try Report(run).fates == [
        "buildlet-a": "retired-generation deleted", "web-of-run-7": "retired-generation deleted",
      ])
    #expect(try await Set(cluster.names) == ["buildlet-b", "buildlet-c", "buildlet-d"])
  }

  @Test("Dialects apply only if they are on, and a pod whose annotations disagree is kept")
  func dialects() async throws {
    func pod(_ name: String, _ annotations: [String: String], labels: [String: String] = [:]) -> SimulatedPod
    {
      var pod = SimulatedPod(name)
      pod.created = Self.now - 7200
      pod.annotations = annotations
      pod.labels = labels
      return pod
    }
    let cluster = try await Cluster(
      pods: [
        pod("janitor", ["janitor/ttl": "1h"]), pod("ttl", ["k8s-ttl-controller.twin.sh/ttl": "1h"]),
        pod("gitlab", ["pod-cleanup.gitlab.com/ttl": "1h"]),
        pod("kyverno", [:], labels: ["cleanup.kyverno.io/ttl": "1h"]),
        pod("torn", ["janitor/ttl": "forever", "delete-at": "1700000000"]),
        pod("odd", ["janitor/ttl": "soon"]),
      ])
    let without = try await fates(cluster)
    #expect(without["janitor"] == "no-deadline kept")
    #expect(without["torn"] == "expired would-delete")
    let all = try await fates(
      cluster, "--dialect", "kube-janitor", "--dialect", "k8s-ttl-controller", "--dialect", "gitlab",
      "--dialect", "kyverno")
    #expect(
      all == [
        "janitor": "kube-janitor would-delete", "ttl": "k8s-ttl-controller would-delete",
        "gitlab": "gitlab would-delete",
        "kyverno": "kyverno would-delete", "torn": "conflict kept", "odd": "invalid-deadline kept",
      ])
  }
}
