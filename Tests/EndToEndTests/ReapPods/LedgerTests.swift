import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: the ledger", .serialized, .cluster, .timeLimit(.minutes(15)))
struct LedgerTests {
  private func ledger(_ cluster: Cluster) -> String { cluster.folder.path + "/ledger" }

  /// The lines of the ledger's files for reap-pods.
  private func lines(_ ledger: String) throws -> [[String: Any]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: ledger).filter { $0.hasPrefix("reap-") }
    return try names.sorted().flatMap { name in
      try String(contentsOfFile: "\(ledger)/\(name)", encoding: .utf8).split(separator: "\n").map {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
      }
    }
  }

  private func kinds(_ ledger: String) throws -> [String] {
    try lines(ledger).map { $0["k"] as? String ?? "" }
  }

  private func history(_ ledger: String, _ arguments: String...) async throws -> CommandRun {
    try await CommandRun(
      Cluster.program("reap-pods"), ["--ledger", ledger] + arguments,
      environment: ["KUBECONFIG": "/nonexistent"])
  }

  @Test("A run is kept, says what it freed, and --history tells what became of a pod")
  func kept() async throws {
    let cluster = try await Cluster(pods: [
      .expired("bound", node: "node-1"), .expired("unbound"), .ours("live", deleteAt: SimulatedPod.farFuture),
    ])
    let prom = cluster.folder.path + "/reap.prom"
    let run = try await cluster.reap(
      "-n", "builds", "--ledger", ledger(cluster), "--metrics-file", prom, "-o", "json")
    #expect(run.code == 0, "\(run.errorText)")
    let report = try Report(run)
    let cpu = try #require(report["summary.freed.cpuMilli"] as? Int)
    #expect(cpu > 0)
    #expect(try #require(report["summary.overdueCpuSeconds"] as? Double) > 0)
    let metrics = try String(contentsOfFile: prom, encoding: .utf8)
    for name in ["freed_cpu_cores", "freed_memory_bytes", "overdue_cpu_seconds"] {
      #expect(metrics.contains("\npodkeeper_reap_\(name){"))
    }
    #expect(try kinds(ledger(cluster)) == ["file", "intent", "intent", "outcome", "outcome", "run"])
    let last = try #require(try lines(ledger(cluster)).last)
    #expect((last["summary"] as? [String: Any])?["deleted"] as? Int == 2)
    #expect((last["flags"] as? [String])?.contains("--ledger") == true)

    let text = try await history(ledger(cluster), "--history", "buildlet-bound")
    #expect(text.code == 0)
    #expect(text.text.contains("builds/buildlet-bound (UID "))
    #expect(text.text.contains(" on node-1, deleted "))
    #expect(text.text.contains(" by reap-pods: expired "))
    #expect(text.text.contains(" before (annotation delete-at)"))
    for name in ["pod/buildlet-bound", "builds/buildlet-bound"] {
      #expect(try await history(ledger(cluster), "--history", name).text == text.text)
    }
    #expect(try await history(ledger(cluster), "--history", "other/buildlet-bound").code == 66)
    let json = try await history(
      ledger(cluster), "--history", "buildlet-unbound", "-n", "builds", "-o", "json")
    #expect(try Report(json).pods.count == 1)
    let other = try await history(ledger(cluster), "--history", "buildlet-bound", "-n", "other")
    #expect(other.code == 66)
    #expect(other.errorText.contains("no pod \"buildlet-bound\" in namespace other in the ledger"))
  }

  @Test("Without a ledger, a run sends the same requests and reports as before; with one, it asks for more")
  func requests() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(try Report(run)["summary.freed"] == nil)
    #expect(!cluster.cloud.requests.contains { $0.path == "/api/v1/namespaces/kube-system" })
    #expect(cluster.requests("DELETE").allSatisfy { $0.header("Accept")?.contains("PartialObject") == true })
    cluster.cloud.add(.expired("two"))
    _ = try await cluster.reap("-n", "builds", "--ledger", ledger(cluster))
    #expect(cluster.requests("GET").count { $0.path == "/api/v1/namespaces/kube-system" } == 1)
    let accept = cluster.requests("DELETE").last?.header("Accept")
    #expect(accept == "application/vnd.kubernetes.protobuf,application/json")
  }

  @Test("An evicted pod is read before, to know what it held")
  func evicted() async throws {
    let cluster = try await Cluster(pods: [.expired("one", node: "node-1")])
    let run = try await cluster.reap("-n", "builds", "--evict", "--ledger", ledger(cluster), "-o", "json")
    #expect(run.code == 0)
    #expect(try #require(try Report(run)["summary.freed.cpuMilli"] as? Int) > 0)
    #expect(cluster.requests("GET").count { $0.path.hasSuffix("/pods/buildlet-one") } == 1)
  }

  @Test("A ledger that cannot be opened is 73, one that others can write to 78: nothing is deleted")
  func unusable() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let file = try cluster.folder.write("file", "")
    #expect(try await cluster.reap("-n", "builds", "--ledger", file).code == 73)
    let open = cluster.folder.path + "/open"
    try FileManager.default.createDirectory(atPath: open, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: open)
    #expect(try await cluster.reap("-n", "builds", "--ledger", open).code == 78)
    #expect(cluster.sawNoDelete)
  }

  @Test("A dry run and a snapshot write only the run's line")
  func dryRuns() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    for dryRun in ["--dry-run", "--dry-run=server"] {
      let run = try await cluster.reap("-n", "builds", dryRun, "--ledger", ledger(cluster), "-o", "json")
      #expect(run.code == 0)
      #expect(try Report(run)["summary.freed"] == nil)
    }
    #expect(try kinds(ledger(cluster)) == ["file", "run", "run"])
    #expect(try lines(ledger(cluster)).compactMap { $0["dryRun"] as? String } == ["client", "server"])

    let snapshot = try cluster.folder.write("list.json", #"{"apiVersion":"v1","kind":"PodList","items":[]}"#)
    let place = cluster.folder.path + "/snapshots"
    let arguments = ["--snapshot", snapshot, "--ledger", place]
    #expect(try await CommandRun(Cluster.program("reap-pods"), arguments).code == 64)
    let named = try await CommandRun(Cluster.program("reap-pods"), arguments + ["--cluster-name", "x"])
    #expect(named.code == 0)
    #expect(try kinds(place) == ["file", "run"])
    let cluster1 = try #require(try lines(place).first?["cluster"] as? [String: Any])
    #expect(cluster1["name"] as? String == "snapshot:x")
  }

  @Test("The ledger of another cluster is refused: 78, and it gets no line")
  func otherCluster() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    try cluster.cloud.add(clusterUID: "uid-1")
    #expect(try await cluster.reap("-n", "builds", "--dry-run", "--ledger", ledger(cluster)).code == 0)
    let other = try await Cluster(pods: [.expired("one")])
    try other.cloud.add(clusterUID: "uid-2")
    let run = try await other.reap("-n", "builds", "--ledger", ledger(cluster))
    #expect(run.code == 78)
    #expect(run.errorText.contains("UID uid-1, not uid-2"))
    #expect(other.sawNoDelete)
    #expect(try kinds(ledger(cluster)) == ["file", "run"])
  }

  @Test(
    "Old days are dropped, and said", arguments: [["--ledger-max-age", "2d"], ["--ledger-max-bytes=1Mi"]])
  func retention(options: [String]) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    try FileManager.default.createDirectory(atPath: ledger(cluster), withIntermediateDirectories: false)
    let old = ledger(cluster) + "/pods-2026-01-01.jsonl"
    try Data(repeating: 10, count: 2 << 20).write(to: URL(filePath: old))
    let run = try await cluster.reap(["-n", "builds", "--ledger", ledger(cluster)] + options)
    #expect(run.code == 0)
    #expect(run.errorText.contains("dropped the ledger's day 2026-01-01"))
    #expect(!FileManager.default.fileExists(atPath: old))
  }

  @Test(
    "Usage errors are 64",
    arguments: [
      ["--history", "x"], ["--history", "x", "--ledger", "l", "-A"], ["--ledger", " "],
      ["--history", "x", "--ledger", "l", "--context", "c"], ["--ledger", "l", "--ledger-max-bytes", "5"],
      ["--ledger", "l", "--ledger-max-age", "1h"], ["--ledger-max-age", "2d"], ["--ledger-max-bytes", "1Gi"],
      ["--history", "x", "--ledger", "l", "--dry-run"],
    ])
  func usage(arguments: [String]) async throws {
    let run = try await CommandRun(
      Cluster.program("reap-pods"), arguments, environment: ["KUBECONFIG": "/nonexistent"])
    #expect(run.code == 64, "\(run.errorText)")
  }
}

extension SimulatedCloud {
  /// Adds the namespace whose UID identifies a cluster.
  fileprivate func add(clusterUID uid: String) throws {
    try add(
      json: """
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system","uid":"\(uid)",
        "resourceVersion":"1","creationTimestamp":"2026-11-23T10:00:00Z"},"spec":{},"status":{"phase":"Active"}}
        """)
  }
}
