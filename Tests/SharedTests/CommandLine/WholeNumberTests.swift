import ArgumentParser
import Testing

@testable import Shared

@Suite("Options that take a whole number", .timeLimit(.minutes(15)))
struct WholeNumberTests {
  private struct Tool: ParsableCommand {
    @Option(transform: wholeNumber(0...Int.max)) var limit: Int?
    @Option(transform: wholeNumber(1...1000)) var concurrency = 16
    @Option var name: String?
    @Flag var all = false
  }

  /// The error as the program would show it.
  private func problem(_ words: [String]) throws -> String {
    let error = try #require(throws: (any Error).self) { try Tool.parse(words) }
    let better = Tool.errorAboutNegativeNumber(words, message: Tool.fullMessage(for: error))
    return Tool.message(for: better ?? error)
  }

  @Test("A number in the range is accepted")
  func right() throws {
    #expect(try Tool.parse(["--limit", "0", "--concurrency=1000"]).limit == 0)
  }

  @Test(
    "Anything else is refused with the range, also a negative number after a space",
    arguments: [
      (["--limit", "x"], "x", "a whole number of 0 or more"), (["--limit=1.5"], "1.5", "of 0 or more"),
      (["--limit=-1"], "-1", "of 0 or more"), (["--limit", "-1"], "-1", "of 0 or more"),
      (["--all", "--concurrency", "-5", "--limit", "3"], "-5", "from 1 to 1000"),
      (["--concurrency", "1001"], "1001", "from 1 to 1000"),
    ])
  func wrong(words: [String], value: String, limits: String) throws {
    let problem = try problem(words)
    #expect(problem.contains("'\(value)'"))
    #expect(problem.hasSuffix(limits))
  }

  @Test("An option that is really without a value, or that any text suits, keeps its error")
  func missing() throws {
    for words in [["--limit"], ["--limit", "--all"], ["--name", "-1"]] {
      #expect(try problem(words).contains("Missing value"))
    }
  }
}
