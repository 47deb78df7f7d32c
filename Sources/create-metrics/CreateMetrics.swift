import ArgumentParser
import Shared

@main
struct CreateMetrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create-metrics",
    abstract: "Makes sure that Cloud Monitoring knows the metrics that sample-capacity writes.",
    discussion: """
      A metric gets its unit, its texts and its labels from a descriptor, which has to be there before the \
      first point is written. A descriptor that is missing is made; one that differs is left alone unless \
      --update is given; one of another kind or value type is never touched, for its history would be lost.

      EXAMPLES:
        # Make what is missing:
        create-metrics --project build-farm
        # In CI: a table of what differs, and exit code 1 if anything does:
        create-metrics --project build-farm --check
        # Mend texts and units, as of a metric that came before its descriptor:
        create-metrics --project build-farm --all-series --update
        # What would that do?
        create-metrics --project build-farm --all-series --update --dry-run

      Credentials are Google's application default credentials: $GOOGLE_APPLICATION_CREDENTIALS, gcloud's, or \
      this machine's. They need roles/monitoring.metricWriter; for --delete roles/monitoring.editor.

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
  var requests: RequestOptions

  @OptionGroup(title: "Metrics")
  var metrics: MetricsFileOptions

  @OptionGroup(title: "Output")
  var output: OutputOptions

  static func main() {
    keepSecretsInMemory()
    main(nil)
  }

  func run() throws {
    runAndExit(tool: "create-metrics", deadline: requests.deadline, metrics, output) { interruption, log in
      MetricsRun(self, interruption: interruption, log: log)
    }
  }
}
