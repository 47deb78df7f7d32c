import ArgumentParser
import Shared

/// How carefully pods are deleted.
struct SafetyOptions: ParsableArguments {
  // A text: of a type of its own, ArgumentParser takes a value that it cannot read for no value.
  @Option(
    name: .customLong("dry-run"), defaultAsFlag: DryRun.client.rawValue, parsing: .next,
    help: ArgumentHelp(
      "Only say what would be deleted, by the same path and gates; --dry-run alone means client. With "
        + "server, the server checks each delete and changes nothing.",
      valueName: "client|server"),
    completion: .list(DryRun.values))
  var dryRunValue: String?

  @Flag(help: "Report every pod that was looked at, with the reason why it is kept or deleted.")
  var explain = false

  @Option(
    help: ArgumentHelp(
      "Delete nothing if more than this share of the pods would go, in per cent; 100 for no limit.",
      valueName: "percent"))
  var maxShare = 100

  @Option(
    help: ArgumentHelp("So many pods may go, whatever share they are.", valueName: "n"))
  var maxShareFloor = 10

  @Option(
    help: ArgumentHelp("Delete so many pods at most, the oldest first; the rest is deferred.", valueName: "n")
  )
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Delete nothing if our clock and the server's differ by more than this; 0s for any (default: 30s).",
      valueName: "duration"),
    transform: duration)
  var maxClockSkew = DurationArgument(seconds: 30)

  @Option(
    help: ArgumentHelp(
      "How long pods get to end, at least 1 (default: what each pod asks for).", valueName: "seconds"))
  var gracePeriod: Int?

  @Flag(help: "Evict pods instead of deleting them: disruption budgets are heeded, and may defer a pod.")
  var evict = false

  @Option(
    help: ArgumentHelp(
      "Wait until every matched pod is gone, for so long at most; what is left is named.",
      valueName: "duration"),
    transform: duration)
  var wait: DurationArgument?

  @Flag(help: "Write an Event about each pod that is deleted (kubectl get events).")
  var events = false

  @Option(help: ArgumentHelp("How many deletes may be under way at once.", valueName: "n"))
  var concurrency = 16

  @Option(help: ArgumentHelp("How many deletes a second may be started; 0 for no limit.", valueName: "n"))
  var qps = 50

  func validate() throws {
    if let dryRunValue, !DryRun.values.contains(dryRunValue) {
      throw ValidationError("--dry-run must be \(DryRun.values.joined(separator: " or "))")
    }
    guard (1...1000).contains(concurrency) else {
      throw ValidationError("--concurrency must be between 1 and 1000")
    }
    guard qps >= 0 else { throw ValidationError("--qps must be 0 or more") }
    guard (0...100).contains(maxShare) else { throw ValidationError("--max-share must be between 0 and 100") }
    guard maxShareFloor >= 0 else { throw ValidationError("--max-share-floor must be 0 or more") }
    if let limit, limit < 0 { throw ValidationError("--limit must be 0 or more") }
    if let gracePeriod, gracePeriod < 1 {
      throw ValidationError(
        "--grace-period must be at least 1: 0 would remove pods behind their kubelet's back")
    }
  }

  /// No value of the option, not even one that is refused, means deleting for real.
  var dryRun: DryRun {
    guard let dryRunValue else { return .none }
    return dryRunValue == DryRun.server.rawValue ? .server : .client
  }

  var shareGate: ShareGate { ShareGate(maxShare: maxShare, floor: maxShareFloor) }

  var removal: DeletionMethod {
    DeletionMethod(
      evicts: evict, gracePeriod: gracePeriod, isDryRun: dryRun == .server, writesEvents: events)
  }
}
