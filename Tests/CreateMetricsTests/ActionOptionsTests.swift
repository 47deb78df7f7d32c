import ArgumentParser
import Testing

@testable import create_metrics

@Suite("What create-metrics is told to do", .timeLimit(.minutes(15)))
struct ActionOptionsTests {
  @Test(
    "Goals",
    arguments: [
      ([], Goal.ensure(update: false)), (["--update"], .ensure(update: true)), (["--check"], .check),
      (["--delete", "--yes"], .delete), (["--delete", "--dry-run"], .delete),
      (["--check", "--dry-run"], .check),
    ])
  func goals(arguments: [String], goal: Goal) throws {
    #expect(try ActionOptions.parse(arguments).goal == goal)
  }

  @Test(
    "What contradicts itself, or deletes by accident, is refused",
    arguments: [
      ["--delete"], ["--yes"], ["--check", "--update"], ["--check", "--delete", "--yes"],
      ["--update", "--delete", "--yes"],
    ])
  func refused(arguments: [String]) {
    #expect(throws: (any Error).self) { try ActionOptions.parse(arguments) }
  }
}
