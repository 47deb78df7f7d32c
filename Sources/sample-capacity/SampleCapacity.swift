import ArgumentParser
import Shared

@main
struct SampleCapacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-capacity",
    abstract: "Sums what the cluster has and what its pods ask for, and writes it as time series.",
    discussion: """
      There is no single number for what a pod asks for: --accounting says whose it is. All namespaces count, \
      pods that have ended do not. Nothing in the cluster is changed.

      EXAMPLES:
        # What is free, and would another build start now?
        sample-capacity
        # Node by node, as kubectl describe node reckons:
        sample-capacity --accounting kubectl --nodes
        # Every minute, from a timer, to Cloud Monitoring:
        sample-capacity --to cloud-monitoring --state /var/lib/podkeeper
        # Of what kubectl once wrote:
        kubectl get nodes,pods -A -o json | sample-capacity --snapshot -

      \(ExitStatus.help([
        .ok, .usage, .data, .noinput, .unavailable, .software, .cantcreat, .ioerr, .tempfail, .protocol,
        .noperm, .config,
      ]))
      """,
    version: podkeeperVersion)

  @OptionGroup(title: "Sample")
  var sampling: SamplingOptions

  @OptionGroup(title: "Estimate")
  var estimate: EstimateOptions

  @OptionGroup(title: "Destinations")
  var destinations: DestinationOptions

  @OptionGroup(title: "Cluster")
  var cluster: ClusterOptions

  @OptionGroup(title: "Requests")
  var requests: RequestOptions

  @OptionGroup(title: "Snapshot")
  var snapshot: SnapshotOptions

  @OptionGroup(title: "Metrics")
  var metrics: MetricsFileOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func validate() throws {
    try snapshot.validate(beside: cluster)
    try destinations.validate(beside: snapshot, metrics)
  }

  static func main() {
    keepSecretsInMemory()
    main(nil)
  }

  func run() throws {
    runAndExit(tool: "sample-capacity", deadline: requests.deadline, metrics, output) { interruption, log in
      SampleRun(self, interruption: interruption, log: log)
    }
  }
}
