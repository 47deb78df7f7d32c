import TestSupport
import Testing

@Suite("Every flag of every program is given in an end-to-end test", .timeLimit(.minutes(15)))
struct FlagCoverageTests {
  @Test(arguments: ProgramInterface.programs)
  func flags(program: String) async throws {
    let flags = try await ProgramInterface.of(program).spellings
    #expect(!flags.isEmpty)
    let missing = flags.filter { names in names.allSatisfy { !isGiven($0) } }
    #expect(missing == [])
  }

  /// As an argument of its own, or with its value behind `=`.
  private func isGiven(_ flag: String) -> Bool {
    TestSources.literals.contains { $0 == flag || $0.hasPrefix("\(flag)=") }
  }
}
