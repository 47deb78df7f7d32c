import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: what stops a run", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SafetyTests {
  @Test(
    "Usage errors end in 64 without any request",
    arguments: [
      ["--generation", ""], ["--generation", "  "], ["-n", ""], ["--in-use", ""], ["-l", ""],
      ["--generation-key", ""],
      ["--name-prefix", ""], ["--expiry-key", ""], ["--exclude-namespace", ""], ["--field-selector", ""],
      ["--context", ""], ["-n", "a", "-A"], ["--min-age", "5"], ["--min-age", "1x"],
      ["--dry-run=strict"], ["--dry-run="],
      ["--dry-run=none"], ["--concurrency", "0"], ["--qps", "-1"], ["--page-size", "-1"], ["--no-expired"],
      ["--in-use", "-", "--in-use", "-"], ["--retire", ""], ["--retire", "a", "--generation", "a"],
      ["--dialect", "x"],
      ["--generation-from", "lease/a"], ["--generation-from", ""], ["--grace-period", "0"],
      ["--max-share", "101"],
      ["--max-share", "-1"], ["--max-share-floor", "-1"], ["--limit", "-1"], ["--wait", "5"],
      ["--force-not-ready"],
      ["-l", "a in b"], ["--metrics-file", "x.txt"], ["--metrics-file", ""], ["--cluster-name", ""],
      ["--now", "2026-11-23T18:15:19Z"],
      ["--snapshot", "x"], ["--snapshot", ""], ["--log-format", "xml"], ["--request-timeout", "0s"],
      ["--deadline", "0s"], ["-o", "xml"],
      ["--log-level", "loud"],
      ["--retire-everything"], ["buildlet-1"], ["-n", "a,b"], ["-n", "A"], ["-n", "../a"],
      ["-A", "--exclude-namespace", "a,b"], ["--generation", "g1\n"], ["--generation", "g1\ng2"],
      ["--retire", " g1"], ["--generation-key", "generation "], ["--expiry-key", "delete at"],
    ])
  func usage(arguments: [String]) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let run = try await cluster.reap(arguments)
    #expect(run.code == 64)
    #expect(cluster.cloud.requestCount == 0)
    #expect(run.output.isEmpty)
    #expect(!run.errorText.isEmpty)
  }

  @Test("Clocks that differ stop the run before anything is deleted", arguments: [3600, -3600])
  func skew(seconds: Int64) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(.skewedDate(seconds)))
    let run = try await cluster.reap("-A", "-o", "json")
    #expect(run.code == 3)
    #expect(cluster.requests("DELETE").isEmpty)
    #expect(run.errorText.contains("--max-clock-skew 30s"))
    #expect(try await cluster.reap("-A", "--max-clock-skew", "0s").code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("An answer without a Date stops the run")
  func noDate() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(.noDate))
    #expect(try await cluster.reap("-A").code == 3)
    #expect(cluster.requests("DELETE").isEmpty)
  }

  @Test(
    "The earlier clock counts: a pod expired by only one of the two is kept",
    arguments: [(29, 15), (-29, -10)])
  func earlierClock(serverIsAhead: Int64, deadlineIsIn: Int64) async throws {
    let deadline = String(Int64(Date().timeIntervalSince1970) + deadlineIsIn)
    let cluster = try await Cluster(pods: [.ours("soon", deleteAt: deadline)])
    cluster.cloud.inject(Fault(.skewedDate(serverIsAhead)))
    let run = try await cluster.reap("-A", "--explain", "-o", "json")
    #expect(try Report(run).fates == ["buildlet-soon": "not-expired kept"])
  }

  @Test("A typo in the generation deletes at most ten pods, unless more are allowed", .tags(.anyCluster))
  func typo() async throws {
    let pods = (0..<11).map { SimulatedPod.ours("\($0)", deleteAt: SimulatedPod.farFuture, generation: "g1") }
    let cluster = try await Cluster(pods: pods)
    for arguments in [["--generation", "g3"], ["--generation", "g1", "--generation-key", "generatoin"]] {
      let run = try await cluster.reap(["-A", "-o", "json"] + arguments)
      #expect(run.code == 3)
      #expect(try Report(run).count("deferred") == 11)
      #expect(try await cluster.names.count == 11)
      #expect(cluster.sawNoDelete)
    }
    #expect(try await cluster.reap("-A", "--generation", "g3", "--allow-unseen-generation").code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("An unusable list of pods in use stops the run", arguments: ["", "# pods in use\n", "not a name\n"])
  func unusable(text: String) async throws {
    let cluster = try await Cluster(pods: [.ours("old", deleteAt: SimulatedPod.farFuture)])
    let inUse = try cluster.folder.write("in-use", text)
    let run = try await cluster.reap("-A", "--in-use", inUse)
    #expect(run.code == 3)
    #expect(cluster.cloud.requestCount == 0)
    #expect(try await cluster.reap("-A", "--in-use", inUse + ".none").code == 3)
  }

  @Test("A stale list of pods in use stops the run", .tags(.anyCluster))
  func stale() async throws {
    let cluster = try await Cluster(pods: [.ours("old", deleteAt: SimulatedPod.farFuture)])
    let inUse = try cluster.folder.write("in-use", "a\n")
    let hourAgo = Date(timeIntervalSinceNow: -3600)
    try FileManager.default.setAttributes([.modificationDate: hourAgo], ofItemAtPath: inUse)
    #expect(try await cluster.reap("-A", "--in-use", inUse).code == 3)
    #expect(cluster.sawNoDelete)
    #expect(try await cluster.reap("-A", "--in-use", inUse, "--source-max-age", "2h").code == 0)
    // A real cluster's pod is newer than the list, and is kept.
    #expect(try await cluster.names.isEmpty != Cluster.isReal)
  }

  @Test("A pod newer than the list of pods in use is kept")
  func newerThanSource() async throws {
    var newborn = SimulatedPod.ours("newborn", deleteAt: SimulatedPod.farFuture)
    newborn.created = Int64(Date().timeIntervalSince1970) - 600
    let cluster = try await Cluster(pods: [newborn])
    let inUse = try cluster.folder.write("in-use", "a\n")
    let date = Date(timeIntervalSinceNow: -660)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: inUse)
    let run = try await cluster.reap("-A", "--in-use", inUse, "--explain", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).fates == ["buildlet-newborn": "newer-than-source kept"])
  }

  @Test("A pod that came into use while the pods were listed is kept")
  func readAgain() async throws {
    let cluster = try await Cluster(
      pods: [
        .ours("old", deleteAt: SimulatedPod.farFuture), .ours("claimed", deleteAt: SimulatedPod.farFuture),
      ])
    let inUse = try cluster.folder.write("in-use", "a\n")
    // The file changes before the list's answer arrives, and it is read again.
    let gate = Gate()
    cluster.cloud.inject(Fault(.hold(gate), path: "/api/v1/pods"))
    async let run = cluster.reap("-A", "--in-use", inUse, "--explain", "-o", "json")
    try await waitUntil { gate.arrived == 1 }
    _ = try cluster.folder.write("in-use", "b\nbuilds/buildlet-claimed\n")
    gate.open()
    let fates = try Report(try await run).fates
    #expect(fates == ["buildlet-old": "foreign-generation deleted", "buildlet-claimed": "in-use kept"])
    #expect(try await cluster.names == ["buildlet-claimed"])
  }

  @Test("After SIGTERM, a run starts nothing new, reports, and ends in 75")
  func terminated() async throws {
    let cluster = try await Cluster(pods: (0..<40).map { .expired("\($0)") })
    let gate = Gate()
    cluster.cloud.inject(Fault(.hold(gate), method: "DELETE", skipping: 4))
    let ended = try await CommandRun(
      Cluster.program("reap-pods"),
      ["--kubeconfig", cluster.kubeconfig, "-A", "--concurrency", "2", "-o", "json"]
    ) { terminate in
      try await waitUntil { gate.arrived == 2 }
      try terminate()
      gate.open()
    }
    #expect(ended.code == 75)
    let report = try Report(ended)
    #expect((report.count("deferred") ?? 0) > 0)
    #expect(try await report.count("deleted") == 40 - cluster.names.count)
    #expect(report.count("failed") == 0)
    #expect(ended.errorText.contains("SIGTERM"))
  }

  @Test("--deadline ends a run cleanly with 75")
  func deadline() async throws {
    let cluster = try await Cluster(pods: (0..<100).map { .expired("\($0)") })
    let run = try await inTime { seconds in
      let run = try await cluster.reap("-A", "--qps", "1", "--deadline", "\(seconds)s", "-o", "json")
      return cluster.requests("DELETE").isEmpty ? nil : run
    }
    #expect(run.code == 75)
    let report = try Report(run)
    #expect(try await report.count("deleted") == 100 - cluster.names.count)
    #expect((report.count("deferred") ?? 0) > 0)
    #expect(run.errorText.contains("the deadline ended the run"))
  }
}
