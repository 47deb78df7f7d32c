import Foundation
import Shared
import TestSupport
import Testing

@testable import reap_pods

@Suite("What became of a pod", .timeLimit(.minutes(15)))
struct HistoryTests {
  /// Tuesday, 2026-11-24T04:02:00Z
  private static let deletion: Int64 = 1_795_492_920
  private static let uid = "u1"

  private static func intent(
    _ change: (inout LedgerIntent) -> Void = { _ in }
  ) -> LedgerIntent {
    var facts = PodFacts()
    facts.created = deletion - 3000
    facts.keys = ["delete-at": .at(unixSeconds: deletion - 120)]
    var intent = LedgerIntent(
      run: "r", time: deletion, uid: uid, namespace: "builds", name: "p", reason: "expired",
      detail: "delete-at …", deadline: deletion - 120, facts: facts)
    change(&intent)
    return intent
  }

  private static func outcome(_ outcome: String, start: Int64? = nil) -> LedgerOutcome {
    LedgerOutcome(
      run: "r", time: deletion, uid: uid, outcome: outcome, start: start, node: start.map { _ in "node-7" })
  }

  private static func history(_ intents: [LedgerIntent], _ outcomes: [LedgerOutcome]) -> PodHistory {
    var pod = PodHistory(uid: uid, namespace: "builds", name: "p", lastSeen: deletion)
    for intent in intents { pod.add(intent) }
    for outcome in outcomes { pod.add(outcome) }
    return pod
  }

  private func text(_ pod: PodHistory, after: Int64 = 86_400) -> String {
    HistoryText.text(of: pod, now: Self.deletion + after)
  }

  @Test("A deleted pod's life is one sentence")
  func sentence() {
    let pod = Self.history([Self.intent()], [Self.outcome("deleted", start: Self.deletion - 2940)])
    #expect(
      text(pod)
        == "created Tue 03:12, started 03:13 on node-7, deleted 04:02 by reap-pods: expired 2m before "
        + "(annotation delete-at)")
    #expect(text(pod, after: 7 * 86_400).hasPrefix("created Tue 2026-11-24 03:12, started 03:13 "))
  }

  static let outcomes: [(String?, String)] = [
    (nil, "was being deleted by reap-pods at 04:02: expired"),
    ("deleted", "deleted 04:02 by reap-pods: expired"),
    ("gone", "gone 04:02, before reap-pods deleted it: expired"),
    ("replaced", "replaced by another pod of that name at 04:02, before reap-pods deleted it: expired"),
    ("deferred", "left for a later run by reap-pods at 04:02: expired"),
    ("kept", "kept by reap-pods at 04:02, because it had changed: expired"),
    ("failed", "could not be deleted by reap-pods at 04:02: expired"),
    ("new", "new 04:02 by reap-pods: expired"),
  ]

  @Test("Each outcome has its words, and so has a run that was killed", arguments: outcomes)
  func outcome(outcome: String?, expected: String) {
    let pod = Self.history([Self.intent()], outcome.map { [Self.outcome($0)] } ?? [])
    #expect(text(pod) == "created Tue 03:12, \(expected) 2m before (annotation delete-at)")
  }

  @Test("Each reason has its words")
  func reasons() {
    let generation = Self.intent {
      $0.reason = "foreign-generation"
      $0.detail = "generation \"g1\""
      $0.deadline = nil
    }
    #expect(generation.reasonText == "foreign-generation, generation \"g1\"")
    let janitor = Self.intent {
      $0.reason = "kube-janitor"
      $0.facts.keys = ["janitor/ttl": .at(unixSeconds: Self.deletion - 120), "delete-at": .never]
    }
    #expect(janitor.reasonText == "kube-janitor, deadline 2m before (annotation janitor/ttl)")
    let kyverno = Self.intent {
      $0.reason = "kyverno"
      $0.facts.keys = ["cleanup.kyverno.io/ttl": .at(unixSeconds: Self.deletion - 120)]
    }
    #expect(kyverno.reasonText == "kyverno, deadline 2m before (label cleanup.kyverno.io/ttl)")
    #expect(Self.intent { $0.deadline = .min }.reasonText == "expired")
  }

  @Test("Events of samples are part of it")
  func events() {
    var facts = PodFacts()
    facts.created = Self.deletion - 3000
    var pod = PodHistory(uid: Self.uid, namespace: "builds", name: "p", lastSeen: 0)
    pod.add(
      LedgerPod(time: Self.deletion - 2990, uid: Self.uid, namespace: "builds", name: "p", facts: facts))
    #expect(text(pod) == "created Tue 03:12, last seen 03:12")
    facts = PodFacts()
    facts.node = "n"
    facts.started = Self.deletion - 2900
    pod.add(LedgerEvent(time: Self.deletion - 2890, uid: Self.uid, event: "started", facts: facts))
    facts = PodFacts()
    facts.phase = "Succeeded"
    facts.finished = Self.deletion - 60
    pod.add(LedgerEvent(time: Self.deletion, uid: Self.uid, event: "finished", facts: facts))
    pod.add(LedgerEvent(time: Self.deletion + 86_400, uid: Self.uid, event: "gone", facts: PodFacts()))
    #expect(
      text(pod) == "created Tue 03:12, started 03:13 on n, finished 04:01 (Succeeded), gone by Wed 04:02")
  }

  @Test("Control characters are escaped")
  func control() {
    #expect("a\u{1b}[31m\u{202e}b".escapingControlCharacters == "a\\u{1b}[31m\\u{202e}b")
    let pod = Self.history(
      [
        Self.intent {
          $0.deadline = nil
          $0.detail = "x\ny"
        }
      ], [])
    #expect(text(pod).hasSuffix("expired, x\\u{a}y"))
  }

  // MARK: Searching

  private func ledger(_ lines: [any LedgerRecord]) throws -> (TemporaryFolder, LedgerReader) {
    let folder = try TemporaryFolder()
    let ledger = try LedgerFolder(folder.path + "/l", patience: .init(.zero))
    for line in lines {
      let isOfReaper = line is LedgerIntent || line is LedgerOutcome
      let appender = ledger.appender(.day(isOfReaper ? .reap : .pods, LedgerDay(of: Self.deletion)))
      try appender.add(line: line.json)
      try appender.flush()
    }
    return (folder, try LedgerReader(folder.path + "/l"))
  }

  private static func named(_ name: String, _ uid: String, _ namespace: String = "builds") -> LedgerIntent {
    intent {
      ($0.name, $0.uid, $0.namespace) = (name, uid, namespace)
    }
  }

  private static let several: [any LedgerRecord] = [
    named("p", "u1"), named("p", "u2", "other"), named("pp", "u3"), named("q", "p"), outcome("deleted"),
    LedgerOutcome(run: "r", time: deletion, uid: "u9", outcome: "gone"),
  ]

  @Test(
    "A name or a UID finds each pod, in the given namespaces",
    arguments: [
      ("p", [], ["p", "u1", "u2"]), ("p", ["builds"], ["p", "u1"]), ("u3", [], ["u3"]), ("x", [], []),
      ("p", ["none"], []),
    ] as [(String, [String], [String])])
  func search(wanted: String, namespaces: [String], expected: [String]) throws {
    let (folder, ledger) = try ledger(Self.several)
    defer { withExtendedLifetime(folder) {} }
    var search = HistorySearch(wanted, namespaces: namespaces)
    try search.read(ledger)
    #expect(search.found.map(\.uid).sorted() == expected)
    #expect(search.pods["u1"].map { $0.deletions[0].outcome?.outcome == "deleted" } ?? true)
    #expect(search.torn == 0)
  }

  @Test("A line with a time that no date has is skipped and counted", arguments: [.min, .max] as [Int64])
  func oddTime(time: Int64) throws {
    var facts = PodFacts()
    facts.created = time
    let pod = LedgerPod(time: Self.deletion, uid: "u1", namespace: "builds", name: "p", facts: facts)
    let (folder, _) = try ledger([pod, Self.intent(), Self.outcome("deleted")])
    var run = HistoryRun("p", ledger: folder.path + "/l", namespaces: [], now: Self.deletion)
    try run.run()
    #expect(run.report.pods.map { text($0) }.first?.hasPrefix("created Tue 03:12, deleted 04:02") == true)
    #expect(run.report.warnings.kept.map(\.message) == ["skipped 1 incomplete lines of the ledger"])
  }

  @Test("Of more pods than the limit, the newest stay and the others are counted")
  func limit() throws {
    var search = HistorySearch("p", namespaces: [])
    for index in 0..<(HistorySearch.limit + 5) {
      try search.add(
        LedgerLine(kind: "intent", json: JSONCursor(Self.named("p", "u\(index)").json)))
    }
    #expect(search.omitted == 5 && search.found.count == HistorySearch.limit)
    #expect(search.pods["u4"] == nil && search.pods["u5"] != nil)
  }

  @Test("Of more attempts to delete a pod than the limit, the newest stay and the others are counted")
  func deletionLimit() throws {
    var search = HistorySearch("p", namespaces: [])
    for index in 0..<(HistorySearch.deletionLimit + 5) {
      let intent = Self.intent { $0.run = "r\(index)" }
      try search.add(LedgerLine(kind: "intent", json: JSONCursor(intent.json)))
    }
    #expect(search.omittedDeletions == 5)
    #expect(search.found.first?.deletions.map(\.intent.run).first == "r5")
  }

  @Test("A pod that is not there is said with where it was looked for: 66")
  func missing() throws {
    let (folder, _) = try ledger(Self.several)
    var run = HistoryRun("nope", ledger: folder.path + "/l", namespaces: ["builds"], now: Self.deletion)
    let error = #expect(throws: NotInLedgerError.self) { try run.run() }
    #expect(error?.exitStatus == .noinput)
    #expect(
      error?.description
        == "no pod \"nope\" in namespace builds in the ledger \(folder.path)/l, which covers 2026-11-24 to 2026-11-24"
    )
  }
}
