import ArgumentParser
import Testing

@testable import reap_pods

@Suite("--dry-run", .timeLimit(.minutes(15)))
struct DryRunTests {
  @Test(
    "The value is optional",
    arguments: [
      ([], .none), (["--dry-run"], .client), (["--dry-run", "--explain"], .client),
      (["--dry-run=client"], .client), (["--dry-run", "server", "--explain"], .server),
      (["--dry-run=server"], .server), (["--dry-run", "--dry-run=server"], .server),
    ] as [([String], DryRun)])
  func values(arguments: [String], dryRun: DryRun) throws {
    #expect(try SafetyOptions.parse(arguments).dryRun == dryRun)
  }

  @Test(
    "Any other value is an error",
    arguments: [
      ["--dry-run=strict"], ["--dry-run=none"], ["--dry-run", "serve"], ["--dry-run", "none"],
      ["--dry-run", "--", "server"], ["--dry-run", "--explain", "server"],
    ])
  func wrong(arguments: [String]) {
    #expect(throws: (any Error).self) { try SafetyOptions.parse(arguments) }
  }
}
