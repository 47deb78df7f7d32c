import ArgumentParser
import Shared

/// Options for judging a ledger by other rules.
struct ReplayOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Report what these rules would have done, according to the ledger in this folder. Uses no cluster, and "
        + "deletes nothing; no safety gate applies.",
      valueName: "folder"),
    transform: nonBlank)
  var replay: String?

  /// Call it from a command's `validate()`.
  ///
  /// - Parameters:
  ///   - unrecorded: given options that ask what no ledger knows.
  ///   - live: given options that need a cluster, delete pods, or read or write something else.
  func validate(unrecorded: [String], live: [String]) throws {
    guard replay != nil else { return }
    if let option = unrecorded.first {
      throw ValidationError(
        "\(option) cannot be combined with --replay: a ledger does not record what it depends on")
    }
    if let option = live.first {
      throw ValidationError(
        "\(option) cannot be combined with --replay, which only reads a ledger and deletes nothing")
    }
  }
}

extension ReapPods {
  func validateReplay() throws {
    try replay.validate(
      unrecorded: given([
        ("--in-use", !rules.inUse.isEmpty), ("--generation-from", !rules.generationFrom.isEmpty),
        ("--force-after", rules.podState.forceAfter != nil), ("--selector", selection.selector != nil),
        ("--field-selector", selection.fieldSelector != nil),
      ]),
      live: cluster.given
        + given([
          ("--snapshot", snapshot.isGiven), ("--ledger", ledger.ledger != nil),
          ("--metrics-file", metrics.metricsFile != nil),
          ("--dry-run=server", safety.dryRun == .server), ("--limit", safety.limit != nil),
          ("--grace-period", safety.gracePeriod != nil), ("--evict", safety.evict),
          ("--events", safety.events), ("--wait", safety.wait != nil),
          ("--max-share", safety.maxShare != 100), ("--max-share-floor", safety.maxShareFloor != nil),
        ]))
  }
}
