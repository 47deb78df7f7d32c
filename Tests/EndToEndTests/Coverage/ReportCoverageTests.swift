import Testing

@testable import reap_pods

@Suite(
  "Every reason and outcome of reap-pods' report is expected in an end-to-end test", .timeLimit(.minutes(15)))
struct ReportCoverageTests {
  /// As in `"web-1": "no-deadline kept"`.
  private func isExpected(_ fate: String) -> Bool { TestSources.literals.contains(fate) }

  private static let outcomes = Candidate.Outcome.allCases.map(\.rawValue)

  @Test(arguments: DeleteReason.allCases)
  func delete(reason: DeleteReason) {
    #expect(Self.outcomes.contains { isExpected("\(reason.rawValue) \($0)") })
  }

  @Test(arguments: KeepReason.allCases)
  func keep(reason: KeepReason) {
    #expect(isExpected("\(reason.rawValue) kept"))
  }

  @Test("An outcome of a pod that a rule matches", arguments: Candidate.Outcome.allCases)
  func outcome(_ outcome: Candidate.Outcome) {
    #expect(DeleteReason.allCases.contains { isExpected("\($0.rawValue) \(outcome.rawValue)") })
  }
}
