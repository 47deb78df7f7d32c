import TestSupport
import Testing

@Suite("An end-to-end test uses every flag of every program", .timeLimit(.minutes(15)))
struct FlagCoverageTests {
  @Test(arguments: ProgramInterface.programs)
  func flags(program: String) async throws {
    let flags = try await ProgramInterface.of(program).spellings
    #expect(!flags.isEmpty)
    let missing = flags.filter { names in names.allSatisfy { !isGiven($0) } }
    #expect(missing == [])
  }

  /// Whether a test passes the flag as an argument, alone or with `=` and a value.
  private func isGiven(_ flag: String) -> Bool {
    TestSources.literals.contains { $0 == flag || $0.hasPrefix("\(flag)=") }
  }
}
