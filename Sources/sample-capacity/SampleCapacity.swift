import ArgumentParser
import Shared

@main
struct SampleCapacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-capacity",
    abstract: "Sum what a cluster has and what its pods request, and write it as time series.",
    usage: "sample-capacity [--to DESTINATION]… [options]",
    discussion: """
      There is no single way to count a pod's requests: --accounting selects one. sample-capacity counts the \
      pods of all namespaces, except those that have ended. It changes nothing in the cluster.

      EXAMPLES:
        # What is free, and would another build start now?
        sample-capacity
        # Node by node, as kubectl describe node counts:
        sample-capacity --accounting kubectl --nodes
        # Every minute, from a timer, to Cloud Monitoring:
        sample-capacity --to cloud-monitoring --state /var/lib/podkeeper
        # Also record what becomes of build pods:
        sample-capacity --ledger /var/lib/podkeeper/builds/ledger
        # In CI: wait until a build pod fits, for at most 10 minutes:
        sample-capacity --until-fits 10m
        # From kubectl's output:
        kubectl get nodes,pods -A -o json | sample-capacity --snapshot -

      \(ExitStatus.help([
        .ok, .usage, .data, .noinput, .unavailable, .software, .cantcreat, .ioerr, .tempfail, .protocol,
        .noperm, .config,
      ],
        texts: [
          .data: "a snapshot or the file of --build-pod-file is invalid",
          .noinput: "a snapshot or the file of --build-pod-file does not exist",
        ]))
      """,
    version: podkeeperVersion)

  @OptionGroup(title: "Sample")
  var sampling: SamplingOptions

  @OptionGroup(title: "Estimate")
  var estimate: EstimateOptions

  @OptionGroup(title: "Waiting")
  var wait: WaitOptions

  @OptionGroup(title: "Destinations")
  var destinations: DestinationOptions

  @OptionGroup(title: "Ledger")
  var ledger: LedgerOptions

  @OptionGroup(title: "Build pods")
  var buildPods: BuildPodOptions

  @OptionGroup(title: "Cluster")
  var cluster: ClusterOptions

  @OptionGroup(title: "Requests")
  var paging: PageSizeOptions

  @OptionGroup(title: "Requests")
  var requests: RequestOptions

  @OptionGroup(title: "Snapshot")
  var snapshot: SnapshotOptions

  @OptionGroup(title: "Metrics")
  var metrics: MetricsFileOptions

  @OptionGroup(title: "Output")
  var permissions: PermissionsOption

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func validate() throws {
    try output.refuseNames()
    try snapshot.validate(beside: cluster)
    try destinations.validate(beside: snapshot, metrics)
    try buildPods.validate(beside: ledger)
    try estimate.validate(beside: ledger)
    try wait.validate(beside: snapshot, requests)
    if snapshot.isGiven, ledger.ledger != nil, metrics.clusterName == nil {
      throw ValidationError(
        "--ledger with --snapshot needs --cluster-name: snapshots do not say which cluster it is")
    }
  }

  private static let foreignOptions = [
    ForeignOption("-A", "--all-namespaces", "--all", advice: "sample-capacity always counts all namespaces"),
    ForeignOption("-f", "--file", "--filename", advice: "use --snapshot FILE"),
  ]

  static func main() {
    keepSecretsInMemory()
    start(ForeignOption.common + ForeignOption.cluster + foreignOptions)
  }

  func run() throws {
    if permissions.permissions {
      printPermissions(tool: "sample-capacity", output) { try neededPermissions() }
    }
    let deadline = wait.deadline(requests)
    runAndExit(tool: "sample-capacity", deadline: deadline, metrics, output) { interruption, log in
      SampleRun(self, interruption: interruption, log: log)
    }
  }
}
