import ArgumentParser
import Shared

@main
struct SampleCapacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample-capacity",
    abstract: "Sums what the cluster has and what its pods ask for.",
    version: podkeeperVersion)

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

  func run() throws {
    carryOut(tool: "sample-capacity", deadline: requests.deadline, metrics, output) { interruption, log in
      SampleRun(self, interruption: interruption, log: log).run()
    }
  }
}
