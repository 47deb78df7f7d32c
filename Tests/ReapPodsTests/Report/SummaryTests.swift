import Shared
import Testing

@testable import reap_pods

@Suite("The numbers in a report", .timeLimit(.minutes(15)))
struct SummaryTests {
  private func candidate(_ outcome: Candidate.Outcome, _ reason: DeleteReason = .expired) -> Candidate {
    Candidate(
      namespace: "builds", name: "n", uid: "u", resourceVersion: "1", judgment: .delete(reason, .none),
      outcome: outcome)
  }

  @Test("Every listed pod is counted under exactly one outcome")
  func sums() throws {
    let all = Candidate.Outcome.allCases.map { candidate($0) } + [candidate(.deleted, .foreignGeneration)]
    let json = JSONCursor(Summary(listed: 20, candidates: all).json)
    let fates = ["kept", "deleted", "wouldDelete", "gone", "replaced", "deferred", "failed"]
    let counts = try fates.map { try json[$0].integer() }
    #expect(counts == [13, 2, 1, 1, 1, 1, 1])
    #expect(try json["matched"].integer() == 8)
    #expect(try json["byReason"]["expired"].integer() == 7)
    #expect(try json["byReason"]["foreign-generation"].integer() == 1)
  }

  @Test("The line contains only outcomes that occurred")
  func line() {
    #expect(Summary(listed: 9, candidates: []).line() == "9 listed, 0 matched")
    let summary = Summary(
      listed: 9, candidates: [candidate(.deleted), candidate(.deleted), candidate(.failed)])
    #expect(summary.line() == "9 listed, 3 matched: 2 deleted, 1 failed")
  }

  @Test("What was freed is named without what is zero")
  func freed() {
    func text(_ cpu: Int64, _ memory: Int64) -> String {
      FreedRequests(cpuMilli: cpu, memoryBytes: memory).text
    }
    #expect(text(12_000, 48 << 30) == "12 CPU, 48Gi")
    #expect(text(500, 0) == "500m CPU")
    #expect(text(0, 1 << 20) == "1Mi")
    #expect(text(0, 0) == "nothing, because the pods were on no node or requested no CPU and no memory")
  }
}
