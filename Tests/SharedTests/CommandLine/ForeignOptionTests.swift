import ArgumentParser
import Testing

@testable import Shared

@Suite("Options of other tools", .timeLimit(.minutes(15)))
struct ForeignOptionTests {
  private struct Tool: ParsableCommand {
    @Option(name: .shortAndLong) var name: String?
    @Flag(name: .customShort("V")) var other = false
  }

  private static let options = [
    ForeignOption("-v", "--v", "--verbose", advice: "use --log-level debug"),
    ForeignOption("--all", advice: "use -A"),
  ]

  /// nil if the words are right, or wrong in another way.
  private func advice(_ words: [String]) -> String? {
    do {
      _ = try Tool.parse(words)
      return nil
    } catch {
      return ForeignOption.advice(on: words, message: Tool.fullMessage(for: error), Self.options)?.message
    }
  }

  @Test(
    "The first one in the command line is named, with what to use instead",
    arguments: [
      (["-v"], "Unknown option '-v'; use --log-level debug"),
      (["-v=6"], "Unknown option '-v'; use --log-level debug"),
      (["-v6"], "Unknown option '-v'; use --log-level debug"),
      (["-vv"], "Unknown option '-v'; use --log-level debug"),
      (["--v=4"], "Unknown option '--v'; use --log-level debug"),
      (["--verbose", "--all"], "Unknown option '--verbose'; use --log-level debug"),
      (["-n", "x", "--all"], "Unknown option '--all'; use -A"),
    ])
  func named(words: [String], advice: String) {
    #expect(self.advice(words) == advice)
  }

  @Test(
    "Everything else keeps ArgumentParser's own message",
    arguments: [
      ["--verbos"], ["-vn", "x"], ["-n"], ["-n", "x"], ["x"], ["--name=--all"], ["--alll"], ["--", "--all"],
    ])
  func unknown(words: [String]) {
    #expect(advice(words) == nil)
  }
}
