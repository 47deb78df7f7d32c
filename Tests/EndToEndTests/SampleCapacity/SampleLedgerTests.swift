import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("sample-capacity: the ledger", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SampleLedgerTests {
  private func lines(_ ledger: String, _ kind: String) throws -> [[String: Any]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: ledger).filter { $0.hasPrefix(kind) }
    return try names.sorted().flatMap { name in
      try String(contentsOfFile: "\(ledger)/\(name)", encoding: .utf8).split(separator: "\n").map {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
      }
    }
  }

  private func kinds(_ ledger: String, _ kind: String) throws -> [String] {
    try lines(ledger, kind).map { $0["e"] as? String ?? $0["k"] as? String ?? "" }
  }

  private static let node = Sampling.node("node-1")
  private static let build = Sampling.pod("buildlet-1", node: "node-1", #""cpu":"1""#)
    .replacingOccurrences(
      of: #""namespace""#,
      with: """
        "uid":"u-1","labels":{"class":"arm64","run":"r7"},"annotations":{"until":"1795435200","stay":"false"},
        "namespace"
        """)
  private static let ended = build.replacingOccurrences(of: "Running", with: "Succeeded")

  @Test("Snapshots tell what became of build pods, and each option is heeded")
  func snapshots() async throws {
    let folder = try TemporaryFolder()
    let ledger = folder.path + "/ledger"
    let arguments = [
      "--cluster-name", "prod", "--ledger", ledger, "--build-name-prefix", "buildlet-", "--build-selector",
      "run=r7", "--build-class-label", "class", "--expiry-key", "until", "--generation-key", "run",
      "--keep-key",
      "stay", "--ledger-max-age", "40d", "--ledger-max-bytes", "1Gi",
    ]
    for (items, minute) in [
      ([Self.node, Self.build], 0), ([Self.node, Self.build], 1), ([Self.node, Self.ended], 2),
      ([Self.node], 3),
    ] {
      let run = try await Sampling.snapshot(items, ["--now", "2026-11-23T12:0\(minute):00Z"] + arguments)
      #expect(run.code == 0 || items.count == 1, "\(run.errorText)")
    }
    #expect(try kinds(ledger, "samples") == ["file", "state", "sample", "sample", "sample", "sample"])
    #expect(try kinds(ledger, "pods") == ["file", "pod", "changed", "gone"])
    let pod = try #require(try lines(ledger, "pods").first { $0["k"] as? String == "pod" })
    #expect(pod["class"] as? String == "arm64" && pod["uid"] as? String == "u-1")
    let keys = try #require(pod["keys"] as? [String: Any])
    #expect(keys["run"] as? String == "r7" && keys["stay"] as? Bool == false)
    #expect((keys["until"] as? [String: Int])?["at"] == 1_795_435_200)
    let last = try Data(contentsOf: URL(filePath: ledger + "/last-sample.json"))
    let json = try #require(try JSONSerialization.jsonObject(with: last) as? [String: Any])
    #expect((json["cluster"] as? [String: Any])?["name"] as? String == "snapshot:prod")
    #expect((json["perNode"] as? [Any])?.count == 1)
  }

  @Test("Ended pods are listed with a ledger, and counted nowhere; without one, they are not asked for")
  func ended() async throws {
    let cluster = try await Cluster(pods: [.ours("live", deleteAt: SimulatedPod.farFuture)])
    var done = SimulatedPod.ours("done", deleteAt: SimulatedPod.farFuture)
    done.phase = "Succeeded"
    cluster.cloud.add(done)
    let ledger = cluster.folder.path + "/ledger"
    let with = try await cluster.sample("--ledger", ledger, "-o", "json")
    #expect(with.code == 0, "\(with.errorText)")
    let path = "/api/v1/pods"
    #expect(cluster.requests("GET").last { $0.path == path }?.query["fieldSelector"] == nil)
    #expect(
      try lines(ledger, "pods").compactMap { $0["name"] as? String }.sorted() == [
        "buildlet-done", "buildlet-live",
      ])
    #expect(try lines(ledger, "pods").compactMap { $0["phase"] as? String }.contains("Succeeded"))
    let without = try await cluster.sample("-o", "json")
    #expect(cluster.requests("GET").last { $0.path == path }?.query["fieldSelector"] != nil)
    for member in ["cpu", "memory", "nodes", "extended"] {
      #expect(try Report(with)[member] as? NSDictionary == (try Report(without)[member] as? NSDictionary))
    }
    #expect(try Report(with).number("pods.running") == (try Report(without).number("pods.running")))
  }

  @Test("A list that fails leaves a failure in the ledger, and the exit code stays the failure's")
  func failure() async throws {
    let cluster = try await Cluster(pods: [.ours("live", deleteAt: SimulatedPod.farFuture)])
    let ledger = cluster.folder.path + "/ledger"
    cluster.cloud.inject(Fault(.status(403), path: "/api/v1/pods"))
    let run = try await cluster.sample("--ledger", ledger)
    #expect(run.code == 77)
    let last = try #require(try lines(ledger, "samples").last)
    #expect(last["k"] as? String == "failure" && (last["exit"] as? [String: Any])?["code"] as? Int == 77)
    #expect(try kinds(ledger, "pods") == [])
  }

  @Test("A ledger that cannot be used is said, and the sample is taken all the same")
  func unusable() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file", "")
    let run = try await Sampling.snapshot(
      [Self.node, Self.build], ["--cluster-name", "prod", "--ledger", file, "-o", "json"])
    #expect(run.code == 73 && run.errorText.contains("no ledger is kept"))
    #expect(try Report(run).number("cpu.runningMilli") == 1000)
    let ledger = folder.path + "/ledger"
    _ = try await Sampling.snapshot([Self.node], ["--cluster-name", "one", "--ledger", ledger])
    let other = try await Sampling.snapshot([Self.node], ["--cluster-name", "two", "--ledger", ledger])
    #expect(other.code == 78)
    #expect(try kinds(ledger, "samples") == ["file", "state", "sample"])
  }

  @Test(
    "Usage errors are 64",
    arguments: [
      ["--ledger", "x"], ["--build-name-prefix", "b"], ["--build-selector", "a=b"],
      ["--build-class-label", "c"],
      ["--expiry-key", "k"], ["--generation-key", "k"], ["--keep-key", "k"],
      ["--ledger", "x", "--cluster-name", "c", "--build-selector", "a=b=c"],
    ])
  func usage(arguments: [String]) async throws {
    #expect(try await Sampling.snapshot([Self.node], arguments).code == 64)
  }
}
