import Testing

@testable import reap_pods

@Suite(
  "An end-to-end test expects every reason and outcome in reap-pods' report", .timeLimit(.minutes(15)))
struct ReportCoverageTests {
  /// Whether a test contains a literal such as `"no-deadline kept"`.
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

  @Test("A test expects every outcome of a matched pod", arguments: Candidate.Outcome.allCases)
  func outcome(_ outcome: Candidate.Outcome) {
    #expect(DeleteReason.allCases.contains { isExpected("\($0.rawValue) \(outcome.rawValue)") })
  }
}
