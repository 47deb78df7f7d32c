import Foundation
import Shared
import TestSupport
import Testing

@testable import reap_pods

@Suite("Replaying a ledger's files", .timeLimit(.minutes(15)))
struct ReplayedLedgerTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/ledger" }

  init() throws { folder = try TemporaryFolder() }

  private static let day = LedgerDay(of: noon)
  private static let runID = "0123456789abcdef"

  private static func pod(_ uid: String, deadline: Int64, at time: Int64) -> LedgerPod {
    let pod = recorded(uid, deadline: deadline)
    return LedgerPod(time: time, uid: uid, namespace: "builds", name: pod.name, facts: pod.facts)
  }

  private static func intent(_ uid: String, run: String = runID) -> LedgerIntent {
    var facts = recorded(uid).facts
    facts.phase = nil
    return LedgerIntent(
      run: run, time: noon + 11, uid: uid, namespace: "builds", name: "buildlet-\(uid)", reason: "expired",
      detail: "", deadline: noon, facts: facts)
  }

  private static func run(_ now: Int64, _ id: String = runID, policy: Policy = Policy()) -> LedgerRun {
    LedgerRun(
      run: id, start: now, end: now + 2, now: now, program: "reap-pods", version: "0", flags: [],
      policy: policy.json, dryRun: "none", gates: .object([]), summary: .object([]), exit: .ok)
  }

  private static func sample(_ time: Int64) -> LedgerSample {
    LedgerSample(line: ["k": "sample", "t": .integer(time)])
  }

  private func append(_ kind: LedgerFile.Kind, day: LedgerDay = day, _ records: any LedgerRecord...) throws {
    let ledger = try LedgerFolder(path, patience: .init(.zero))
    _ = try ledger.identify(LedgerCluster(server: "https://one"))
    let appender = ledger.appender(.day(kind, day))
    for record in records { try appender.add(line: record.json) }
    try appender.sync()
  }

  /// The matched pods, and how many lines were torn.
  private func replay(
    _ policy: Policy = Policy(), _ path: String? = nil
  ) throws -> (matches: [String], torn: Int, keys: Set<String>) {
    let reader = try LedgerReader(path ?? self.path)
    var replaying = Replaying(policy, judgesSamples: try !ReplayedLedger.hasRuns(reader))
    var ledger = ReplayedLedger(reader, needs: replaying.replay.needs) {}
    try ledger.read(into: &replaying.replay)
    return (replaying.matches(), ledger.torn, ledger.recordedKeys)
  }

  private func writeUsualLedger() throws {
    try append(
      .pods, Self.pod("a", deadline: noon, at: noon - 60), Self.pod("b", deadline: noon + 900, at: noon - 60),
      LedgerEvent(time: noon + 60, uid: "b", event: "gone", facts: PodFacts()))
    try append(.samples, Self.sample(noon - 60), Self.sample(noon + 60))
    try append(
      .reap, Self.intent("a"), LedgerOutcome(run: Self.runID, time: noon + 12, uid: "a", outcome: "deleted"),
      Self.run(noon + 10))
  }

  @Test("The rules of a run match what it matched")
  func same() throws {
    try writeUsualLedger()
    let result = try replay()
    #expect(result.matches == ["a@10"])
    #expect(result.torn == 0)
    #expect(result.keys.isSuperset(of: ["delete-at", "janitor/ttl"]))
  }

  @Test("The lines of a sample that was never finished do not count")
  func unfinishedSample() throws {
    try append(.pods, Self.pod("a", deadline: noon, at: noon - 60))
    try append(.samples, Self.sample(noon - 30))
    try append(.reap, Self.run(noon + 10))
    #expect(try replay().matches == [])
  }

  @Test("The lines of a run that was killed do not count as a match")
  func killedRun() throws {
    try append(.reap, Self.intent("a"), Self.run(noon + 20, "fedcba9876543210"))
    #expect(try replay().matches == [])
  }

  @Test("A run that began before midnight and judged after it comes before the first sample of the next day")
  func acrossMidnight() throws {
    let next = midnight + 86_400
    try append(.pods, Self.pod("a", deadline: next + 10, at: next - 30))
    try append(.samples, Self.sample(next - 30))
    try append(.reap, Self.run(next + 20))
    let day = LedgerDay(of: next)
    try append(.pods, day: day, Self.pod("c", deadline: noon, at: next + 30))
    try append(.samples, day: day, Self.sample(next + 30))
    #expect(try replay().matches == ["a@\(next + 20 - noon)"])
  }

  @Test("A run with other rules looked only at the keys of its own rules")
  func policy() throws {
    var policy = Policy(dialects: [.gitlab])
    policy.foreignGeneration = ForeignGenerationPolicy()
    let recorded = try RecordedPolicy(policy.json)
    #expect(recorded.keys == ["delete-at", "generation", "pod-cleanup.gitlab.com/ttl"])
    #expect(!recorded.needsDetails)
    let other = try RecordedPolicy(Policy(deletesExpired: false, finishedAfter: 1).json)
    #expect(other.keys == [])
    #expect(other.needsDetails)
  }

  @Test(
    "A ledger that is cut at any byte of a file's last line loses at most that line",
    arguments: LedgerFile.Kind.allCases)
  func cut(kind: LedgerFile.Kind) throws {
    try writeUsualLedger()
    let file = "\(path)/\(LedgerFile.day(kind, Self.day).name)"
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: file)))
    let start = try #require(bytes.dropLast().lastIndex(of: UInt8(ascii: "\n"))) + 1
    let whole = try replay()
    try Data(bytes[..<start]).write(to: URL(filePath: file))
    let without = try replay()
    #expect(without.torn == 0)
    for end in start + 1..<bytes.count - 1 {
      try Data(bytes[..<end]).write(to: URL(filePath: file))
      let cut = try replay()
      #expect(cut.matches == without.matches)
      #expect(cut.torn == 1)
    }
    // Without the line's end, the line is whole.
    try Data(bytes[..<(bytes.count - 1)]).write(to: URL(filePath: file))
    #expect(try replay() == whole)
  }

  @Test("A line that is added after a torn one counts")
  func afterTorn() throws {
    try writeUsualLedger()
    let file = URL(filePath: "\(path)/\(LedgerFile.day(.reap, Self.day).name)")
    let bytes = try Data(contentsOf: file)
    try bytes.dropLast(9).write(to: file)
    #expect(try replay().matches == [])
    try append(.reap, Self.run(noon + 15))
    let result = try replay()
    #expect(result.matches == ["a@15"])
    #expect(result.torn == 1)
  }
}
