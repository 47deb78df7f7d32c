import ArgumentParser
import Shared

/// How carefully pods are deleted.
struct SafetyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only say what would be deleted, by the same path and gates. --dry-run alone means client.",
      valueName: "client"))
  var dryRun = DryRun.none

  @Option(
    help: ArgumentHelp(
      "Delete nothing if our clock and the server's differ by more than this; 0s for any.",
      valueName: "duration"))
  var maxClockSkew = DurationArgument(seconds: 30)

  @Option(help: ArgumentHelp("How many deletes may be under way at once.", valueName: "n"))
  var concurrency = 16

  @Option(help: ArgumentHelp("How many deletes a second may be started; 0 for no limit.", valueName: "n"))
  var qps = 50

  @Flag(help: "Report every pod that was looked at, with the reason why it is kept or deleted.")
  var explain = false

  func validate() throws {
    guard (1...1000).contains(concurrency) else {
      throw ValidationError("--concurrency must be between 1 and 1000")
    }
    guard qps >= 0 else { throw ValidationError("--qps must be 0 or more") }
  }
}
