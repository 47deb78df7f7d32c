import ArgumentParser
import Testing

@testable import create_metrics

@Suite("The action options of create-metrics", .timeLimit(.minutes(15)))
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
    "Contradicting options, and --delete without --yes, are errors",
    arguments: [
      (["--delete"], "--delete also deletes all points of the metrics; confirm it with --yes"),
      (["--yes"], "--yes confirms --delete, which is not given"),
      (["--check", "--update"], "--check and --update cannot be combined"),
      (["--check", "--delete", "--yes"], "--check and --delete cannot be combined"),
      (["--update", "--delete", "--yes"], "--update and --delete cannot be combined"),
    ])
  func refused(arguments: [String], message: String) throws {
    let error = try #require(throws: (any Error).self) { try ActionOptions.parse(arguments) }
    #expect(ActionOptions.message(for: error) == message)
  }
}
