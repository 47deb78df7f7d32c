import Foundation
import TestSupport
import Testing

@Suite("Every flag of every program is given in an end-to-end test")
struct FlagCoverageTests {
  @Test(arguments: ["reap-pods", "sample-capacity", "create-metrics"])
  func flags(program: String) async throws {
    let flags = try await flags(of: program)
    #expect(!flags.isEmpty)
    let missing = flags.filter { names in names.allSatisfy { !isGiven($0) } }
    #expect(missing == [])
  }

  /// As an argument of its own, or with its value behind `=`.
  private func isGiven(_ flag: String) -> Bool {
    TestSources.literals.contains { $0 == flag || $0.hasPrefix("\(flag)=") }
  }

  /// The names of each flag, with dashes, as the program says itself.
  private func flags(of program: String) async throws -> [[String]] {
    let help = try await CommandRun(Cluster.program(program), ["--experimental-dump-help"])
    let json = try JSONSerialization.jsonObject(with: Data(help.output)) as? [String: Any]
    let arguments = (json?["command"] as? [String: Any])?["arguments"] as? [[String: Any]] ?? []
    return arguments.map { argument in
      let names = argument["names"] as? [[String: String]] ?? []
      return names.map { ($0["kind"] == "short" ? "-" : "--") + ($0["name"] ?? "?") }
    }
  }
}
