import ArgumentParser
import Shared

/// How carefully pods are deleted.
struct SafetyOptions: ParsableArguments {
  // A String: if the type were `DryRun`, ArgumentParser would treat an invalid value as no value.
  @Option(
    name: .customLong("dry-run"), defaultAsFlag: DryRun.client.rawValue, parsing: .next,
    help: ArgumentHelp(
      "Report what would be deleted, after the same checks, but delete nothing; --dry-run alone means "
        + "client. With server, the API server also checks each delete.",
      valueName: "client|server"),
    completion: .list(DryRun.values))
  var dryRunValue: String?

  @Flag(help: "Report every pod, with the reason to keep or delete it.")
  var explain = false

  @Option(
    help: ArgumentHelp(
      "Delete nothing if more than this percentage of the pods match, regardless of --limit; 100 for no limit "
        + "(default: 100).",
      valueName: "percent"),
    transform: percentage)
  var maxShare = 100

  @Option(
    help: ArgumentHelp(
      "Always allow up to this many deletions, whatever --max-share says (default: 10).", valueName: "n"),
    transform: wholeNumber(0...Int.max))
  var maxShareFloor: Int?

  @Option(
    help: ArgumentHelp(
      "Delete at most this many pods, oldest first. Leave the rest to later runs; that is no failure.",
      valueName: "n"),
    transform: wholeNumber(0...Int.max))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Delete nothing if the local clock and the server's differ by more than this; 0s for no limit "
        + "(default: 30s).",
      valueName: "duration"),
    transform: duration)
  var maxClockSkew = DurationArgument(seconds: 30)

  @Option(
    help: ArgumentHelp(
      "Give pods this long to shut down, at least 1; also as 90s or 5m (default: each pod's own setting).",
      valueName: "seconds"),
    transform: gracePeriodSeconds)
  var gracePeriod: Int?

  @Flag(help: "Evict pods instead of deleting them; disruption budgets apply and may defer a pod.")
  var evict = false

  @Option(
    help: ArgumentHelp(
      "Wait until the deleted pods, and matched pods that were already terminating, are gone, for at most this "
        + "long; name those that are left. The default of --deadline becomes this time plus 5m.",
      valueName: "duration"),
    transform: duration)
  var wait: DurationArgument?

  @Flag(help: "Write an Event about each deleted pod (see kubectl get events).")
  var events = false

  @Option(
    help: ArgumentHelp("Run at most this many deletes at a time (default: 16).", valueName: "n"),
    transform: wholeNumber(1...1000))
  var concurrency = 16

  @Option(
    help: ArgumentHelp(
      "Start at most this many deletes per second; 0 for no limit (default: 50).", valueName: "n"),
    transform: wholeNumber(0...Int.max))
  var qps = 50

  func validate() throws {
    // ArgumentParser takes the default for an empty value, which is an unset variable.
    if CommandLine.arguments.contains("--dry-run=") {
      throw ValidationError("--dry-run= has an empty value; is a variable unset?")
    }
    if let dryRunValue, !DryRun.values.contains(dryRunValue) {
      throw ValidationError("--dry-run must be \(DryRun.values.joined(separator: " or "))")
    }
  }

  /// `.none` only if the option is absent: no value of it, not even an invalid one, means a real run.
  var dryRun: DryRun {
    guard let dryRunValue else { return .none }
    return dryRunValue == DryRun.server.rawValue ? .server : .client
  }

  var shareGate: ShareGate { ShareGate(maxShare: maxShare, floor: maxShareFloor ?? 10) }

  var removal: DeletionMethod {
    DeletionMethod(
      evicts: evict, gracePeriod: gracePeriod, isDryRun: dryRun == .server, writesEvents: events)
  }
}

/// `90`, as kubectl has it, `90s` and `1m30s` mean the same.
private func gracePeriodSeconds(_ value: String) throws -> Int {
  let text = try nonBlank(value)
  guard let seconds = Int(text) ?? DurationArgument(argument: text).map({ Int($0.seconds) }) else {
    throw ValidationError("expected seconds, such as 90, or a duration like 90s or 5m")
  }
  guard seconds >= 1 else {
    throw ValidationError(
      "it must be at least 1 second: 0 would remove pods without waiting for their kubelet")
  }
  return seconds
}

/// `10` and `10%` mean the same.
private func percentage(_ value: String) throws -> Int {
  let number = try nonBlank(value).trimmed
  let digits = number.hasSuffix("%") ? String(number.dropLast()) : number
  guard let percent = Int(digits), (0...100).contains(percent) else {
    throw ValidationError("expected a whole percentage from 0 to 100, such as 10 or 10%")
  }
  return percent
}
