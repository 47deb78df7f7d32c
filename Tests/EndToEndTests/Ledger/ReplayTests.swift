import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

@testable import reap_pods

@Suite("reap-pods --replay", .timeLimit(.minutes(15)))
struct ReplayTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/ledger" }

  init() throws { folder = try TemporaryFolder() }

  private func replay(_ arguments: String..., path: String? = nil) async throws -> CommandRun {
    try await CommandRun(Cluster.program("reap-pods"), ["--replay", path ?? self.path] + arguments)
  }

  private func append(_ kind: LedgerFile.Kind, _ records: any LedgerRecord...) throws {
    let ledger = try LedgerFolder(path, patience: .init(.zero))
    _ = try ledger.identify(LedgerCluster(server: "https://one"))
    let appender = ledger.appender(.day(kind, LedgerDay(of: Self.noon)))
    for record in records { try appender.add(line: record.json) }
    try appender.sync()
  }

  /// 2026-11-23T12:00:00Z
  private static let noon: Int64 = 1_795_435_200

  private static func pod(
    _ name: String, deadline: Int64, namespace: String = "builds"
  ) -> LedgerPod {
    var facts = PodFacts()
    facts.phase = "Running"
    facts.created = noon - 3600
    facts.node = "node-1"
    facts.requests = ["cpuMilli": 2000, "memoryBytes": 1]
    facts.keys = ["delete-at": .at(unixSeconds: deadline), "janitor/ttl": .never]
    return LedgerPod(time: noon, uid: "uid-of-\(name)", namespace: namespace, name: name, facts: facts)
  }

  private static func sample(_ time: Int64) -> LedgerSample {
    LedgerSample(line: ["k": "sample", "t": .integer(time)])
  }

  /// Two pods that expire at 12:01, and one an hour later; the first one ends by itself at 13:00.
  private func writeLedger() throws {
    var end = PodFacts()
    end.phase = "Succeeded"
    end.finished = Self.noon + 3600
    try append(
      .pods, Self.pod("a", deadline: Self.noon + 60),
      Self.pod("b", deadline: Self.noon + 60, namespace: "other"),
      Self.pod("c", deadline: Self.noon + 3660),
      LedgerEvent(time: Self.noon + 3660, uid: "uid-of-a", event: "finished", facts: end),
      LedgerEvent(time: Self.noon + 3720, uid: "uid-of-a", event: "gone", facts: PodFacts()))
    try append(
      .samples, Self.sample(Self.noon), Self.sample(Self.noon + 61), Self.sample(Self.noon + 3660),
      Self.sample(Self.noon + 3720))
  }

  @Test("The report for people says by day and reason what would have been deleted")
  func text() async throws {
    try writeLedger()
    let run = try await replay("-n", "builds", "-n", "other")
    #expect(run.code == 0, "\(run.errorText)")
    #expect(
      run.text == """
        2026-11-23T12:00:00Z to 2026-11-23T13:02:00Z: 4 samples replayed, 3 pods known, 0 unknown.
        DAY          REASON    PODS   STILL AT WORK   CORE-HOURS   END UNKNOWN
        2026-11-23   expired   3      1               2.0          2
        all          -         3      1               2.0          2

        """)
    #expect(run.errorText.contains("replayed 4 samples: 3 listed, 3 matched: 3 would-delete; exit 0 ok"))
  }

  @Test("The JSON report has the form of any other, and says what was replayed")
  func json() async throws {
    try writeLedger()
    let report = try Report(try await replay("-n", "builds", "-o", "json"))
    #expect(report["schema"] as? String == "podkeeper.reap/v1")
    #expect(report["dryRun"] as? String == "client")
    #expect(report.count("listed") == 2)
    #expect(report.count("wouldDelete") == 2)
    #expect(report.count("byReason.expired") == 2)
    #expect(report["replay.from"] as? String == "2026-11-23T12:00:00Z")
    #expect(report["replay.to"] as? String == "2026-11-23T13:02:00Z")
    #expect(report["replay.unknown"] as? Int == 0)
    #expect(report["replay.stillAtWork"] as? Int == 1)
    #expect(report.fates == ["a": "expired would-delete", "c": "expired would-delete"])
    let first = try #require(report.pods.first)
    #expect(first["time"] as? String == "2026-11-23T12:01:01Z")
    #expect(first["ended"] as? String == "2026-11-23T13:00:00Z")
    #expect(first["detail"] as? String == "delete-at 2026-11-23T12:01:00Z, 1s ago")
  }

  @Test("--explain names the pods")
  func explain() async throws {
    try writeLedger()
    let run = try await replay("--exclude-namespace", "builds", "--explain")
    #expect(run.text.contains("2026-11-23T12:01:01Z   other       b      expired   unknown   delete-at"))
  }

  @Test("A torn line is ignored, with a warning")
  func torn() async throws {
    try writeLedger()
    let file = "\(path)/\(LedgerFile.day(.pods, LedgerDay(of: Self.noon)).name)"
    try Data(Data(contentsOf: URL(filePath: file)).dropLast(5)).write(to: URL(filePath: file))
    let run = try await replay()
    #expect(run.code == 0)
    #expect(run.errorText.contains("1 line of the ledger is torn or unreadable; ignored"))
  }

  @Test(
    "What a ledger does not record, and what would touch a cluster, is a usage error",
    arguments: [
      ["--in-use", "-"], ["--generation-from", "lease/a/b"], ["--force-after", "1h"], ["-l", "a=b"],
      ["--field-selector", "a=b"], ["--kubeconfig", "x"], ["--context", "x"], ["--snapshot", "x"],
      ["--ledger", "x"], ["--metrics-file", "x.prom"], ["--dry-run=server"], ["--limit", "1"],
      ["--grace-period", "1"], ["--evict"], ["--events"], ["--wait", "1m"],
      ["--max-share", "50"], ["--max-share-floor", "5"],
    ])
  func usage(arguments: [String]) async throws {
    let run = try await CommandRun(Cluster.program("reap-pods"), ["--replay", path] + arguments)
    #expect(run.code == 64)
    #expect(run.errorText.contains("cannot be combined with --replay"))
  }

  @Test("A key that nobody recorded is a usage error, not a ledger without expired pods")
  func unrecordedKey() async throws {
    try writeLedger()
    let run = try await replay("--expiry-key", "until")
    #expect(run.code == 64)
    #expect(run.errorText.contains("cannot replay rules that read until"))
    #expect(run.text == "")
    #expect(try await replay("--no-expired", "--dialect", "gitlab").code == 0)
  }

  @Test("A replay without a pod to judge says so")
  func nothingToJudge() async throws {
    try writeLedger()
    let run = try await replay("-n", "bulds")
    #expect(run.code == 0 && run.text.contains("There was no pod to judge."))
    #expect(run.errorText.contains("warning: the ledger has no pod to judge"))
  }

  @Test("-o name and -o jsonl list the pods")
  func names() async throws {
    try writeLedger()
    #expect(try await replay("--exclude-namespace", "builds", "-o", "name").text == "pod/b\n")
    let lines = try await replay("--exclude-namespace", "builds", "-o", "jsonl").text
    #expect(lines.split(separator: "\n").count == 2 && lines.contains("\"name\":\"b\""))
  }

  @Test("A folder that does not exist, or in which nothing was recorded, is no ledger: 66")
  func missing() async throws {
    #expect(try await replay().code == 66)
    let empty = try await replay(path: folder.path)
    #expect(empty.code == 66)
    #expect(empty.errorText.contains("it has neither a run nor a sample"))
  }

  @Test("Replaying the rules of a run gives its pods; stricter rules give more")
  func sameRules() async throws {
    let cluster = try await Cluster()
    let path = cluster.folder.path + "/ledger"
    try await cluster.add(.expired("x"))
    try await cluster.add(.ours("y", deleteAt: SimulatedPod.farFuture, generation: "g1"))
    let run = try await cluster.reap("-A", "--generation", "g2", "--ledger", path, "-o", "json")
    #expect(run.code == 0, "\(run.errorText)")
    let fates = try Report(run).fates
    #expect(fates == ["buildlet-x": "expired deleted", "buildlet-y": "foreign-generation deleted"])
    let same = try Report(try await replay("--generation", "g2", "-o", "json", path: path)).fates
    #expect(same == fates.mapValues { $0.replacing("deleted", with: "would-delete") })
    // The list had neither a phase nor the annotations of another tool.
    let other = try Report(
      try await replay("--no-expired", "--finished-after", "1h", "-o", "json", path: path))
    #expect(other["replay.unknown"] as? Int == 2)
  }
}
