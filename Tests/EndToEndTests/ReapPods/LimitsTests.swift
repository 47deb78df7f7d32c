import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: shares, limits, and how pods are deleted", .serialized, .cluster, .timeLimit(.minutes(15)))
struct LimitsTests {
  private func options(_ request: ReceivedRequest) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any] ?? [:]
  }

  @Test("--max-share refuses above the share, not at it, and not below the floor")
  func share() async throws {
    let pods = (0..<12).map { SimulatedPod.expired("\($0)") } + (0..<12).map { SimulatedPod("web-\($0)") }
    let cluster = try await Cluster(pods: pods)
    let refused = try await cluster.reap("-n", "builds", "--max-share", "49", "-o", "json")
    #expect(refused.code == 3)
    #expect(try Report(refused).count("deferred") == 12)
    #expect(cluster.requests("DELETE").isEmpty)
    #expect(try await cluster.reap("-n", "builds", "--max-share", "50", "--dry-run").code == 0)
    #expect(
      try await cluster.reap("-n", "builds", "--max-share", "1", "--max-share-floor", "12", "--dry-run").code
        == 0)
    // Pods that are protected or already terminating do not make the share smaller.
    for index in 0..<20 {
      var pod = SimulatedPod("going-\(index)")
      pod.deletionTime = Int64(Date().timeIntervalSince1970) + 30
      cluster.cloud.add(pod)
    }
    #expect(try await cluster.reap("-n", "builds", "--max-share", "49").code == 3)
    #expect(try await cluster.reap("-n", "builds", "--max-share", "50").code == 0)
  }

  @Test("--max-share applies to all namespaces together")
  func shareOfSeveralNamespaces() async throws {
    let pods = (0..<12).map { SimulatedPod.expired("\($0)", namespace: "b") }
    let others = (0..<12).map { SimulatedPod("web-\($0)", namespace: "a") }
    let cluster = try await Cluster(pods: pods + others)
    let arguments = ["-n", "a", "-n", "b", "--max-share"]
    #expect(try await cluster.reap(arguments + ["49"]).code == 3)
    #expect(cluster.requests("DELETE").isEmpty)
    #expect(try await cluster.reap(arguments + ["50"]).code == 0)
    #expect(cluster.requests("DELETE").count == 12)
  }

  @Test("--limit deletes the oldest pods and defers the rest, and the run succeeds")
  func limit() async throws {
    var pods = (0..<5).map { SimulatedPod.expired("\($0)") }
    for index in pods.indices { pods[index].created = SimulatedPod.hoursAgo - Int64(index) }
    let cluster = try await Cluster(pods: pods)
    let run = try await cluster.reap("-n", "builds", "--limit", "2", "-o", "json")
    #expect(run.code == 0)
    #expect(try await cluster.names == ["buildlet-0", "buildlet-1", "buildlet-2"])
    #expect(try Report(run).count("deferred") == 3)
    #expect(try Report(run).count("matched") == 5)
  }

  @Test("Every delete carries --grace-period")
  func grace() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .expired("two", node: "node-1")])
    #expect(try await cluster.reap("-n", "builds", "--grace-period", "7").code == 0)
    for delete in cluster.requests("DELETE") {
      #expect(try options(delete)["gracePeriodSeconds"] as? Int == 7)
    }
    #expect(cluster.requests("DELETE").count == 2)
  }

  @Test("--dry-run=server requests a dry run in the body, and changes nothing")
  func serverDryRun() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .expired("two", node: "node-1")])
    let run = try await cluster.reap("-n", "builds", "--dry-run=server", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).count("wouldDelete") == 2)
    #expect(try Report(run)["dryRun"] as? String == "server")
    for delete in cluster.requests("DELETE") {
      #expect(try options(delete)["dryRun"] as? [String] == ["All"])
    }
    #expect(cluster.requests("DELETE").count == 2)
    #expect(cluster.cloud.pods().allSatisfy { !$0.isTerminating })
  }

  @Test("A server dry run keeps the pods", .tags(.anyCluster))
  func serverDryRunStays() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    for arguments in [["--dry-run=server"], ["--dry-run", "server"]] {
      let run = try await cluster.reap(["-A", "-o", "json"] + arguments)
      #expect(run.code == 0)
      #expect(try Report(run).fates == ["buildlet-one": "expired would-delete"])
      #expect(try Report(run)["dryRun"] as? String == "server")
    }
    #expect(try await cluster.names == ["buildlet-one"])
  }

  @Test("--limit 0 deletes nothing, and the run succeeds", .tags(.anyCluster))
  func limitOfNone() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let run = try await cluster.reap("-n", "builds", "--limit", "0", "--wait", "5s", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-one": "expired deferred"])
    #expect(try await cluster.names == ["buildlet-one"])
    #expect(cluster.sawNoDelete)
  }

  @Test("--wait ends when the pods are gone, including those that were already terminating")
  func wait() async throws {
    let cluster = try await Cluster(
      Behavior(terminationTime: .seconds(2)),
      pods: (0..<5).map { .ours("\($0)", generation: "run-7", node: "node-1") })
    #expect(try await cluster.reap("-n", "builds", "--retire", "run-7", "--limit", "2").code == 0)
    let run = try await cluster.reap("-n", "builds", "--retire", "run-7", "--wait", "1m", "-o", "json")
    #expect(run.code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("When --wait runs out, it names the pods that are left", .tags(.anyCluster))
  func waitRunsOut() async throws {
    let cluster = try await Cluster(
      Behavior(terminationTime: nil), pods: [.ours("stuck", generation: "run-7", node: "node-1")])
    let run = try await cluster.reap("-n", "builds", "--retire", "run-7", "--wait", "1s")
    #expect(run.code == 75)
    #expect(run.errorText.contains("not gone yet: \(cluster.namespace("builds"))/buildlet-stuck"))
  }

  @Test("The metrics file is valid after a success, an incomplete run and a refusal")
  func metricsFile() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .expired("two")])
    let file = cluster.folder.path + "/reap.prom"
    func text() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }
    func check() async throws {
      let promtool = try await CommandRun(
        "sh", ["-c", "! command -v promtool || promtool check metrics < \"$0\"", file])
      #expect(promtool.code == 0)
    }
    cluster.cloud.inject(
      Fault(.updatePod, method: "DELETE", path: "/api/v1/namespaces/builds/pods/buildlet-one"))
    #expect(try await cluster.reap("-n", "builds", "--metrics-file", file).code == 75)
    #expect(try text().contains("podkeeper_run_success{cluster=\"simulated\",tool=\"reap-pods\"} 0"))
    #expect(!(try text().contains("podkeeper_run_last_success_timestamp_seconds{")))
    try await check()
    cluster.cloud.callOffFaults()
    #expect(
      try await cluster.reap("-n", "builds", "--metrics-file", file, "--cluster-name", "prod").code == 0)
    #expect(try text().contains("podkeeper_run_success{cluster=\"prod\",tool=\"reap-pods\"} 1"))
    #expect(try text().contains("outcome=\"deleted\",reason=\"expired\",tool=\"reap-pods\"} 1\n"))
    #expect(try text().contains("outcome=\"failed\",reason=\"finished\",tool=\"reap-pods\"} 0\n"))
    try await check()
    let success = try text().split(separator: "\n").first { $0.contains("last_success_timestamp_seconds{") }
    cluster.cloud.inject(Fault(.noDate))
    #expect(
      try await cluster.reap("-n", "builds", "--metrics-file", file, "--cluster-name", "prod").code == 3)
    #expect(try text().contains("podkeeper_run_exit_code{cluster=\"prod\",tool=\"reap-pods\"} 3"))
    #expect(try text().contains(try #require(success)))
    try await check()
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o644)
    #expect(try await cluster.reap("-n", "builds", "--metrics-file", "/nonexistent/x.prom").code == 3)
    cluster.cloud.callOffFaults()
    #expect(try await cluster.reap("-n", "builds", "--metrics-file", "/nonexistent/x.prom").code == 73)
  }

  @Test("--log-format json writes one object per line", .tags(.anyCluster))
  func jsonLog() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .ours("odd", deleteAt: "soon")])
    let run = try await cluster.reap("-n", "builds", "--log-format", "json")
    let lines = run.errorText.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      #expect(object?["tool"] == "reap-pods")
      #expect(object?.keys.sorted() == ["level", "message", "time", "tool"])
    }
  }
}
