import ArgumentParser
import Shared

/// Looking up what happened to a pod, instead of deleting pods.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show what the --ledger knows about the pods with this name ([NAMESPACE/]NAME) or UID, and do nothing "
        + "else. Contacts no cluster.",
      valueName: "name|uid"),
    transform: nonBlank)
  var history: String?

  /// - Parameters:
  ///   - ledger: the folder of --ledger.
  ///   - others: options that were given and have no meaning here.
  func validate(ledger: String?, beside others: [String]) throws {
    guard history != nil else { return }
    guard ledger != nil else { throw ValidationError("--history needs --ledger, which it reads") }
    guard let other = others.first else { return }
    throw ValidationError("\(other) cannot be combined with --history, which only reads the --ledger")
  }
}

extension ReapPods {
  /// The options that were given and have no meaning beside --history.
  var optionsBesideHistory: [String] {
    cluster.given
      + given([
        ("--snapshot", snapshot.isGiven), ("--all-namespaces", selection.allNamespaces),
        ("--exclude-namespace", !selection.excludeNamespace.isEmpty),
        ("--selector", selection.selector != nil), ("--field-selector", selection.fieldSelector != nil),
        ("--expired", rules.expired != nil), ("--generation", !rules.generation.isEmpty),
        ("--in-use", !rules.inUse.isEmpty), ("--generation-from", !rules.generationFrom.isEmpty),
        ("--retire", !rules.retire.isEmpty), ("--dialect", !rules.dialect.isEmpty),
        ("--finished-after", rules.podState.finishedAfter != nil),
        ("--pending-after", rules.podState.pendingAfter != nil),
        ("--force-after", rules.podState.forceAfter != nil), ("--dry-run", safety.dryRun != .none),
        ("--explain", safety.explain), ("--evict", safety.evict), ("--events", safety.events),
        ("--wait", safety.wait != nil), ("--limit", safety.limit != nil),
        ("--metrics-file", metrics.metricsFile != nil), ("--cluster-name", metrics.clusterName != nil),
      ])
  }
}
