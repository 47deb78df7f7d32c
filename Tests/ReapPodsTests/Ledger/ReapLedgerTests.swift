import Foundation
import Shared
import TestSupport
import Testing

@testable import reap_pods

@Suite("What a run writes into the ledger", .timeLimit(.minutes(15)))
struct ReapLedgerTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/ledger"
  }

  private func ledger(_ cluster: LedgerCluster = .init(uid: "u")) throws -> ReapLedger {
    try ReapLedger(
      path, cluster: cluster, patience: .init(.zero), start: noon, clock: { Double(noon + 10) },
      say: { _ in })
  }

  private func lines() throws -> [LedgerLine] {
    let reader = try LedgerReader(path)
    var lines: [LedgerLine] = []
    for day in try reader.days(.reap) {
      let file = try #require(try reader.lines(.day(.reap, day)))
      while let line = try file.next() { lines.append(line) }
    }
    return lines
  }

  private static func expired(_ name: String, deadline: Int64 = noon - 120) -> Candidate {
    let pod = pod(name, annotations: ["delete-at": "\(deadline)"])
    return Candidate(
      namespace: pod.namespace, name: name, uid: pod.uid, resourceVersion: "7",
      created: pod.creationTimestamp,
      judgment: judge(pod, policy: Policy(), live: LiveGenerations(), now: noon),
      facts: factsText(of: pod, policy: Policy()))
  }

  private static func held(start: Int64 = noon - 600, ended: Bool = false, node: String? = "n") -> RemovedPod
  {
    RemovedPod(node: node, hasEnded: ended, start: start, cpuMilli: 1500, memoryBytes: 1 << 30)
  }

  @Test("The intents are on disk before anything is deleted, with what was listed")
  func intents() throws {
    let ledger = try ledger()
    try ledger.add([Self.expired("a"), Self.expired("b")], policy: Policy(), now: noon)
    let found = try lines().compactMap { try $0.record(LedgerIntent.self) }
    #expect(found.map(\.name) == ["a", "b"])
    #expect(found[0].reason == "expired" && found[0].deadline == noon - 120)
    #expect(found[0].detail == "delete-at 2026-11-23T11:58:00Z, 2m ago")
    #expect(found[0].facts.created == noon - 7200)
    #expect(found[0].facts.keys == ["delete-at": .at(unixSeconds: noon - 120)])
  }

  @Test("A run's line comes last, and counts what was freed")
  func run() throws {
    let ledger = try ledger()
    var pods = [Self.expired("a"), Self.expired("b"), Self.expired("c")]
    try ledger.add(pods, policy: Policy(), now: noon)
    pods[0].outcome = .deleted
    ledger.ended(pods[0], Self.held())
    pods[1].outcome = .deleted
    ledger.ended(pods[1], Self.held(ended: true))
    pods[2].outcome = .gone
    ledger.ended(pods[2], nil)
    var report = ReapReport(time: noon, policy: Policy(), dryRun: .none)
    report.matched = pods
    report.freed = ledger.total
    try ledger.finish(
      report, RunRecord(arguments: ["reap-pods", "-A"], maxShare: 50, limit: nil), LedgerRetention()
    ) { _ in }

    let lines = try lines()
    #expect(
      lines.map(\.kind) == ["file", "intent", "intent", "intent", "outcome", "outcome", "outcome", "run"])
    let outcomes = try lines.compactMap { try $0.record(LedgerOutcome.self) }
    #expect(outcomes.map(\.outcome) == ["deleted", "deleted", "gone"])
    #expect(outcomes[0].freed == FreedRequests(cpuMilli: 1500, memoryBytes: 1 << 30))
    // 1.5 CPU from the deadline, two minutes before noon, to ten seconds after noon.
    #expect(outcomes[0].overdueCPUSeconds == 195)
    #expect(outcomes[1].freed == nil && outcomes[2].freed == nil)
    let run = try #require(try lines.last?.record(LedgerRun.self))
    #expect(Set(outcomes.map(\.run)) == [run.run])
    #expect(run.reaped["expired"]?.pods == 2 && run.reaped["expired"]?.freed.cpuMilli == 1500)
    #expect(run.start == noon && run.end == noon + 10 && run.exit == .ok)
    #expect(try JSONCursor(run.summary)["freed"]["cpuMilli"].integer() == 1500)
  }

  @Test(
    "A pod is overdue from its deadline or its start, whichever is later, until it is deleted",
    arguments: [
      (noon - 120, noon - 600, 195.0), (noon - 600, noon - 50, 90), (noon - 1, noon + 20, 0), (0, noon, 15),
    ] as [(Int64, Int64, Double)])
  func overdue(deadline: Int64, start: Int64, expected: Double) {
    let judgment = Judgment.delete(.expired, .deadline(key: "delete-at", unixSeconds: deadline))
    #expect(Self.held(start: start).overdueCPUSeconds(judgment, created: nil, at: noon + 10) == expected)
    let other = Judgment.delete(.gitlab, .deadline(key: "x", unixSeconds: deadline))
    #expect(Self.held(start: start).overdueCPUSeconds(other, created: nil, at: noon + 10) == nil)
  }

  @Test("A pod that its node has not accepted is overdue from its creation at the earliest")
  func unaccepted() {
    let judgment = Judgment.delete(.expired, .deadline(key: "delete-at", unixSeconds: 0))
    let removed = RemovedPod(node: "n", hasEnded: false, start: nil, cpuMilli: 1000, memoryBytes: 0)
    #expect(removed.overdueCPUSeconds(judgment, created: noon - 5, at: noon) == 5)
    #expect(removed.overdueCPUSeconds(judgment, created: nil, at: noon) == nil)
  }

  @Test("Only a bound pod that has not ended held anything")
  func held() {
    #expect(Self.held().freed != nil)
    #expect(Self.held(ended: true).freed == nil)
    #expect(Self.held(node: nil).freed == nil)
  }

  @Test("A ledger that cannot be written before the deletes is 73, later 74")
  func unwritable() throws {
    let ledger = try ledger()
    let file = "\(path)/reap-2026-11-23.jsonl"
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    let refusal = #expect(throws: LedgerRefusal.self) {
      try ledger.add([Self.expired("a")], policy: Policy(), now: noon)
    }
    #expect(refusal?.exitStatus == .cantcreat)
    #expect(refusal?.description.hasSuffix("; nothing was deleted") == true)
  }

  @Test("A ledger of another cluster is refused")
  func otherCluster() throws {
    let first = try ledger()
    try first.add([Self.expired("a")], policy: Policy(), now: noon)
    let refusal = #expect(throws: LedgerRefusal.self) { try ledger(.init(uid: "other")) }
    #expect(refusal?.exitStatus == .config)
    let second = try ledger(.init(server: "https://two"))
    #expect(throws: LedgerRefusal.self) { try second.confirm(.init(uid: "other")) }
  }

  @Test(
    "Old days are dropped by the earlier of both clocks, and only if the clocks passed the gate",
    arguments: [(noon + 5, true), (nil, false), (noon - 86_400 * 20, false), (noon + 86_400 * 3650, true)]
      as [(Int64?, Bool)])
  func retention(judged: Int64?, drops: Bool) throws {
    let folder = try LedgerFolder(path, patience: .init(.zero))
    for age: Int64 in [40, 20] {
      let appender = folder.appender(.day(.pods, LedgerDay(of: noon - age * 86_400)))
      try appender.add(LedgerOutcome(run: "r", time: noon, uid: "u", outcome: "gone"))
      try appender.sync()
    }
    let ledger = try ledger()
    #expect(try ledger.confirm(.init(uid: "u")) == nil)
    #expect(try folder.files().count == 2)
    var report = ReapReport(time: noon, policy: Policy(), dryRun: .none)
    report.clock = judged.map { .init(now: $0) }
    var said: [String] = []
    let record = RunRecord(arguments: [], maxShare: 50, limit: nil)
    try ledger.finish(report, record, LedgerRetention()) { said.append($0) }
    #expect(said.count == (drops ? 1 : 0))
    #expect(try folder.files().filter { $0.file.day(of: .pods) != nil }.count == (drops ? 1 : 2))
  }

  @Test("Another server is only a warning, and none if the UID is the same")
  func otherServer() throws {
    let first = try ledger(.init(uid: "u", server: "https://one"))
    try first.add([Self.expired("a")], policy: Policy(), now: noon)
    let second = try ledger(.init(server: "https://two"))
    let warning = try second.confirm(.init(server: "https://two"))
    #expect(warning?.contains("server https://one, not https://two") == true)
    #expect(try second.confirm(.init(uid: "u", server: "https://two")) == nil)
  }

  @Test("Of the command line, only the names of options are recorded")
  func flags() {
    let arguments = [
      "reap-pods", "-n", "builds", "--retire=secret", "-A", "--limit", "-5", "--dry-run", "-", "--kubeconfig",
      "/a-b", "-x y",
    ]
    let record = RunRecord(arguments: arguments, maxShare: 100, limit: nil)
    #expect(record.flags == ["-n", "--retire", "-A", "--limit", "--dry-run", "--kubeconfig"])
  }

  @Test("A policy is recorded without generations")
  func policy() throws {
    let policy = Policy(
      foreignGeneration: ForeignGenerationPolicy(), retiredGenerations: ["g1"], finishedAfter: 60,
      stuckTerminating: StuckTerminatingPolicy(after: 5, evenNotReady: true), dialects: [.gitlab])
    let text = try policy.json.serialized()
    #expect(!text.contains("g1"))
    #expect(
      text == """
        {"expired":true,"expiryKey":"delete-at","generationKey":"generation",\
        "foreignGeneration":{"namePrefix":"buildlet-","minAge":120},"retiredGenerations":1,"finishedAfter":60,\
        "forceAfter":5,"forceNotReady":true,"dialects":["gitlab"]}
        """)
  }

  @Test("Freed amounts are shown as people write them")
  func text() {
    #expect(FreedRequests(cpuMilli: 12_000, memoryBytes: 48 << 30).text == "12 CPU, 48Gi")
    #expect(FreedRequests(cpuMilli: 1500, memoryBytes: 1000).text == "1500m CPU, 1k")
  }
}

@Suite("What the ledger says about a listed pod", .timeLimit(.minutes(15)))
struct PodFactsTests {
  private static let policy = Policy(
    foreignGeneration: ForeignGenerationPolicy(), dialects: [.kubeJanitor, .kyverno])

  @Test("Of its keys, only what the rules understood")
  func keys() {
    var pod = pod(
      annotations: ["delete-at": "soon", "janitor/ttl": "forever", "podkeeper/keep": "yes"],
      labels: ["generation": "g1"])
    #expect(
      PodFacts(of: pod, policy: Self.policy).keys == [
        "delete-at": .unreadable(bytes: 4), "janitor/ttl": .never, "podkeeper/keep": .flag(true),
        "generation": .text("g1"),
      ])
    pod.annotations = ["delete-at": "5", "janitor/ttl": "1h", "podkeeper/keep": "false"]
    pod.labels = ["generation": "a b"]
    #expect(
      PodFacts(of: pod, policy: Self.policy).keys == [
        "delete-at": .at(unixSeconds: 5), "janitor/ttl": .at(unixSeconds: noon - 3600),
        "podkeeper/keep": .flag(false), "generation": .unreadable(bytes: 3),
      ])
  }

  @Test("Of its status, what was listed")
  func status() {
    let listed = pod().with(
      details("Succeeded", containers: [container(hasRun: true, finishedAt: noon - 5)]), owner: "Job")
    let facts = PodFacts(of: listed, policy: Policy(finishedAfter: 60))
    #expect(facts.phase == "Ended" && facts.finished == noon - 5 && facts.owner == "Job")
    #expect(facts.node == "node-1" && facts.hasRun && !facts.isGated)
    let metadata = PodFacts(of: pod(), policy: Policy())
    #expect(metadata.phase == nil && metadata.node == nil)
  }
}
