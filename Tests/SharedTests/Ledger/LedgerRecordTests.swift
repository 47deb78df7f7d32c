import Testing

@testable import Shared

@Suite("The lines of a ledger", .timeLimit(.minutes(15)))
struct LedgerRecordTests {
  private static func facts() -> PodFacts {
    var facts = PodFacts()
    facts.buildClass = "big"
    facts.phase = "Running"
    facts.owner = "Job"
    facts.created = 1
    facts.isGated = true
    facts.scheduled = 2
    facts.start = 3
    facts.started = 4
    facts.restarts = 0
    facts.hasRun = true
    facts.finished = 5
    facts.deleting = 6
    facts.node = "n"
    facts.requests = ["cpuMilli": 500, "memoryBytes": 1 << 30, "nvidia.com/gpu": 1]
    facts.keys = [
      "delete-at": .at(unixSeconds: 7), "a": .never, "b": .unreadable(bytes: 3), "generation": .text("g"),
      "podkeeper/keep": .flag(true),
    ]
    return facts
  }

  private func check<Record: LedgerRecord & Equatable>(_ record: Record) throws {
    let text = try record.json.serialized()
    #expect(text.hasPrefix("{\"k\":\"\(Record.kind)\""))
    let json = JSONCursor(try JSONValue(parsing: text))
    #expect(try Record(json: json) == record)
  }

  @Test("Each is read as it was written")
  func roundTrip() throws {
    try check(LedgerHeader(cluster: .init(name: "n", uid: "u", server: "s", ca: "c")))
    try check(
      LedgerIntent(
        run: "r", time: 1, uid: "u", namespace: "ns", name: "p", reason: "expired", detail: "d", deadline: 2,
        facts: Self.facts()))
    try check(LedgerOutcome(run: "r", time: 1, uid: "u", outcome: "gone"))
    try check(
      LedgerOutcome(
        run: "r", time: 1, uid: "u", outcome: "deleted", freed: .init(cpuMilli: 1, memoryBytes: 2),
        overdueCPUSeconds: 1.5, start: 3, node: "n"))
    try check(
      LedgerRun(
        run: "r", start: 1, end: 2, now: nil, program: "reap-pods", version: "1", flags: ["--all-namespaces"],
        policy: ["expired": true], dryRun: "none", gates: ["maxShare": 100], summary: ["listed": 1],
        reaped: ["expired": .init(pods: 1, freed: .init(cpuMilli: 2, memoryBytes: 3), overdueCPUSeconds: 4)],
        exit: .refused))
    try check(LedgerPod(time: 1, uid: "u", namespace: "ns", name: "p", facts: Self.facts()))
    try check(LedgerEvent(time: 1, uid: "u", event: "started", facts: Self.facts()))
    #expect(LedgerSample(line: ["k": "sample", "t": .real(5.5)]).time == 5)
  }

  @Test("Unknown keys are skipped, and a missing one that is needed is an error")
  func tolerance() throws {
    let json = JSONCursor(["k": "outcome", "new": 1, "run": "r", "t": 1, "uid": "u", "outcome": "gone"])
    #expect(try LedgerOutcome(json: json).outcome == "gone")
    #expect(throws: JSONError.self) { try LedgerOutcome(json: JSONCursor(["k": "outcome"])) }
  }

  @Test("Of a generation, only a text that a label may have is kept")
  func generations() {
    #expect(PodKeyFact(generation: "run-1.a_B") == .text("run-1.a_B"))
    #expect(PodKeyFact(generation: String(repeating: "a", count: 64)) == .unreadable(bytes: 64))
    #expect(PodKeyFact(generation: "a b") == .unreadable(bytes: 3))
  }

  @Test("Sums that are too large are capped")
  func sums() {
    var sum = FreedRequests(cpuMilli: .max, memoryBytes: 1)
    sum += FreedRequests(cpuMilli: 1, memoryBytes: 1)
    #expect(sum == FreedRequests(cpuMilli: .max, memoryBytes: 2))
    var sums = ReapedSums(pods: .max, overdueCPUSeconds: .greatestFiniteMagnitude)
    sums += ReapedSums(pods: 1, overdueCPUSeconds: .greatestFiniteMagnitude)
    #expect(sums.pods == .max && sums.overdueCPUSeconds == .greatestFiniteMagnitude)
  }

  @Test(
    "A line with a time that no date has is an error",
    arguments: [.min, LedgerTime.range.lowerBound - 1, LedgerTime.range.upperBound + 1, .max] as [Int64])
  func oddTimes(time: Int64) throws {
    func line(_ key: String) -> JSONCursor {
      let members: [(String, JSONValue)] = [
        ("run", "r"), ("uid", "u"), ("ns", "n"), ("name", "p"), ("e", "x"), ("reason", "r"),
        ("outcome", "gone"), (key, .integer(time)),
      ]
      let clock = key == "t" ? [] : [JSONValue.Member("t", 1)]
      return JSONCursor(.object(members.map { .init($0.0, $0.1) } + clock))
    }
    for key in ["t", "created", "scheduled", "start", "started", "finished", "deleting"] {
      #expect(throws: JSONError.self) { try LedgerPod(json: line(key)) }
      #expect(throws: JSONError.self) { try LedgerEvent(json: line(key)) }
    }
    for key in ["t", "created"] { #expect(throws: JSONError.self) { try LedgerIntent(json: line(key)) } }
    for key in ["t", "start"] { #expect(throws: JSONError.self) { try LedgerOutcome(json: line(key)) } }
    for key in ["t", "end", "now"] { #expect(throws: JSONError.self) { try LedgerRun(json: line(key)) } }
    #expect(LedgerSample(line: ["k": "sample", "t": .integer(time)]).time == nil)
    // What a pod says of itself may be anything.
    #expect(try LedgerIntent(json: line("deadline")).deadline == time)
  }

  @Test("A run's ID has 16 hexadecimal digits")
  func ids() {
    for _ in 0..<100 { #expect(newRunID().utf8.count == 16) }
  }
}
