import ArgumentParser
import Shared

@main
struct CreateMetrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create-metrics",
    abstract: "Create the Cloud Monitoring descriptors of the metrics that sample-capacity writes.",
    usage: "create-metrics [--check | --update | --delete --yes] [options]",
    discussion: """
      A metric gets its unit, display name, description and labels from a descriptor, which must exist before \
      the first point is written. create-metrics creates missing descriptors. It changes existing descriptors \
      only with --update. If the kind or value type of any descriptor differs, it changes nothing, because \
      fixing that would lose the metric's history.

      Credentials are Google's application default credentials: $GOOGLE_APPLICATION_CREDENTIALS, gcloud's, or \
      this machine's. They need roles/monitoring.metricWriter; for --delete roles/monitoring.editor.

      EXAMPLES:
        # Create missing descriptors:
        create-metrics --project build-farm
        # In CI: show what differs, and exit with 1 if anything does:
        create-metrics --project build-farm --check
        # Fix units, names and descriptions of existing descriptors:
        create-metrics --project build-farm --all-series --update
        # Show what that would do:
        create-metrics --project build-farm --all-series --update --dry-run

      \(ExitStatus.help([
        .ok, .differs, .refused, .usage, .unavailable, .software, .cantcreat, .ioerr, .tempfail, .protocol,
        .noperm, .config,
      ]))
      """,
    version: podkeeperVersion)

  @OptionGroup(title: "What to do")
  var action: ActionOptions

  @OptionGroup(title: "Which metrics")
  var monitoring: MonitoringOptions

  @OptionGroup(title: "Requests")
  var paging: DescriptorPageOptions

  @OptionGroup(title: "Requests")
  var requests: RequestOptions

  @OptionGroup(title: "Metrics")
  var metrics: MetricsFileOptions

  @OptionGroup(title: "Output")
  var permissions: PermissionsOption

  @OptionGroup(title: "Output")
  var output: OutputOptions

  func validate() throws { try output.refuseNames() }

  private static let foreignOptions = [
    ForeignOption(
      "--kubeconfig", "--context", "--gke", "-n", "--namespace", advice: "create-metrics uses no cluster"),
    ForeignOption("--force", advice: "use --update"),
  ]

  static func main() {
    keepSecretsInMemory()
    start(ForeignOption.common + foreignOptions)
  }

  func run() throws {
    if permissions.permissions {
      printPermissions(tool: "create-metrics", output) { neededPermissions }
    }
    runAndExit(tool: "create-metrics", deadline: requests.deadline, metrics, output) { interruption, log in
      MetricsRun(self, interruption: interruption, log: log)
    }
  }
}
