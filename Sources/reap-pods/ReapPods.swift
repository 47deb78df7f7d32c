import ArgumentParser
import Shared

@main
struct ReapPods: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reap-pods",
    abstract: "Delete pods that are past their deadline or left behind by an earlier generation.",
    usage: "reap-pods [-n NAMESPACE]… | -A [options]",
    discussion: """
      reap-pods deletes a pod when the time in its annotation "delete-at" (unix seconds) has passed. Options \
      enable more rules, such as deleting pods that no live generation owns. Every delete is bound to the \
      exact pod that was judged, and when in doubt, reap-pods keeps the pod. Try --dry-run --explain first: \
      it changes nothing and gives a reason for every pod. Write durations as 90s, 10m, 1h30m or 2d.

      EXAMPLES:
        # Show which pods would be deleted, and why the others are kept:
        reap-pods -n builds --dry-run --explain
        # Delete expired pods in all namespaces:
        reap-pods -A
        # Also delete pods that earlier coordinators left behind:
        reap-pods -n builds --generation "$RUN" --in-use /run/coordinator/pods
        # In the last step of a CI job, delete its pods and wait until they are gone:
        reap-pods -n builds --retire "$RUN" --wait 2m
        # Keep a ledger, and look up later why a pod is gone:
        reap-pods -A --ledger /var/lib/podkeeper/builds/ledger
        reap-pods --ledger /var/lib/podkeeper/builds/ledger --history buildlet-7
        # Before a rule becomes stricter, see what it would have deleted:
        reap-pods --replay /var/lib/podkeeper/builds/ledger --finished-after 10m
        # Print the report as JSON:
        reap-pods -n builds -o json | jq .summary

      \(ExitStatus.help([
        .ok, .refused, .usage, .data, .noinput, .unavailable, .software, .cantcreat, .ioerr, .tempfail,
        .protocol, .noperm, .config,
      ], texts: [.noinput: "a snapshot, a namespace, a ledger, or the pod of --history does not exist"]))
      """,
    version: podkeeperVersion)

  @OptionGroup(title: "Which pods")
  var selection: SelectionOptions

  @OptionGroup(title: "Rules")
  var rules: RuleOptions

  @OptionGroup(title: "Safety")
  var safety: SafetyOptions

  @OptionGroup(title: "Cluster")
  var cluster: ClusterOptions

  @OptionGroup(title: "Requests")
  var paging: PageSizeOptions

  @OptionGroup(title: "Requests")
  var requests: RequestOptions

  @OptionGroup(title: "Snapshot")
  var snapshot: SnapshotOptions

  @OptionGroup(title: "Ledger")
  var ledger: LedgerOptions

  @OptionGroup(title: "Ledger")
  var history: HistoryOptions

  @OptionGroup(title: "Ledger")
  var replay: ReplayOptions

  @OptionGroup(title: "Metrics")
  var metrics: MetricsFileOptions

  @OptionGroup(title: "Output")
  var permissions: PermissionsOption

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func validate() throws {
    try history.validate(ledger: ledger.ledger, beside: optionsBesideHistory)
    try validateReplay()
    if cluster.gke != nil, !selection.allNamespaces, selection.namespace.isEmpty {
      throw ValidationError("--gke has no default namespace: give --namespace or --all-namespaces")
    }
    try snapshot.validate(
      beside: cluster,
      given([
        ("--field-selector", selection.fieldSelector != nil),
        ("--generation-from", !rules.generationFrom.isEmpty), ("--wait", safety.wait != nil),
        ("--dry-run=server", safety.dryRun == .server), ("--ignore-not-found", selection.ignoreNotFound),
      ]))
    if snapshot.isGiven, ledger.ledger != nil, metrics.clusterName == nil {
      throw ValidationError(
        "--ledger with --snapshot needs --cluster-name: snapshots do not say which cluster it is")
    }
    if snapshot.readsStandardInput, rules.inUse.contains(GenerationSources.standardInput) {
      throw ValidationError("--snapshot - and --in-use - cannot both read standard input")
    }
  }

  /// How long a run that may delete pods can take.
  var deadline: DurationArgument { requests.deadline(besides: safety.wait, rest: 300) }

  /// The names of the options that were given.
  func given(_ options: [(name: String, isGiven: Bool)]) -> [String] {
    options.filter(\.isGiven).map(\.name)
  }

  /// Whether the run reads every pod of the cluster or snapshot, so that it sees each namespace that has pods.
  var readsAllPods: Bool {
    let readsAllNamespaces = selection.allNamespaces || (snapshot.isGiven && selection.namespace.isEmpty)
    return readsAllNamespaces && !selection.hasSelector
  }

  /// Whether the ledger is told about single pods: only a run that deletes tells it.
  var asksWhatIsFreed: Bool { ledger.ledger != nil && safety.dryRun == .none && !snapshot.isGiven }

  var removal: DeletionMethod {
    var removal = safety.removal
    removal.asksWhatIsFreed = asksWhatIsFreed
    return removal
  }

  static func main() {
    keepSecretsInMemory()
    start(ForeignOption.common + ForeignOption.cluster + foreignOptions)
  }

  func run() throws {
    if permissions.permissions {
      printPermissions(tool: "reap-pods", output) {
        let namesNone = selection.namespace.isEmpty && !selection.allNamespaces && !snapshot.isGiven
        return neededPermissions(contextNamespace: namesNone ? try cluster.localNamespace() : "")
      }
    }
    if let wanted = history.history, let folder = ledger.ledger {
      runAndExit(tool: "reap-pods", deadline: requests.deadline, metrics, output) { _, _ in
        HistoryRun(
          wanted, ledger: folder, namespaces: selection.namespace, now: Int64(WallClock.now()))
      }
    }
    if let folder = replay.replay {
      runAndExit(tool: "reap-pods", deadline: requests.deadline, metrics, output) { interruption, _ in
        ReplayRun(self, folder: folder, interruption: interruption)
      }
    }
    runAndExit(tool: "reap-pods", deadline: deadline, metrics, output) { interruption, log in
      ReapRun(self, interruption: interruption, log: log)
    }
  }
}
