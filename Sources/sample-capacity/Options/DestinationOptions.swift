import ArgumentParser
import Shared

/// Where the sample goes.
struct DestinationOptions: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Write the sample there: \(Destination.forms) (repeatable; default: only the report).",
      valueName: "place"),
    transform: nonBlank)
  var places: [String] = []

  @Flag(help: "Allow otlp:http://… to another machine: anybody on the way can read and change it.")
  var otlpInsecure = false

  @OptionGroup var monitoring: MonitoringOptions

  @Option(
    help: ArgumentHelp(
      "Cloud Monitoring: the cluster's zone or region (default: of --gke, else the metadata server's).",
      valueName: "location"),
    transform: nonBlank)
  var location: String?

  @Option(
    help: ArgumentHelp(
      "Cloud Monitoring: the label service of all series (default: container).", valueName: "name"),
    transform: nonBlank)
  var service = "container"

  @Option(help: "Cloud Monitoring: the monitored resource that the series belong to.")
  var resource = ResourceKind.k8sCluster

  @Option(
    help: ArgumentHelp(
      "Cloud Monitoring: keep what could not be delivered there for the next run "
        + "(default: $STATE_DIRECTORY).",
      valueName: "dir"),
    transform: nonBlank)
  var state: String?

  func validate() throws {
    let destinations = try destinations()
    for (index, destination) in destinations.enumerated() {
      if destinations[..<index].contains(destination) {
        throw ValidationError("--to \(destination.name): named twice")
      }
      if destinations[..<index].contains(where: { $0.writes(sameFileAs: destination.path) }) {
        throw ValidationError("--to \(destination.name): another --to writes the same file")
      }
      if case .otlp(let endpoint) = destination, endpoint.isInsecure, !otlpInsecure {
        throw ValidationError(
          "--to otlp: http:// to another machine can be read by anybody on the way; "
            + "use https://, or say --otlp-insecure")
      }
    }
  }

  /// To be called by a command's `validate()`.
  func validate(beside snapshot: SnapshotOptions, _ metrics: MetricsFileOptions) throws {
    let destinations = try destinations()
    if let same = destinations.first(where: { $0.writes(sameFileAs: metrics.metricsFile) }) {
      throw ValidationError("--to \(same.name) and --metrics-file cannot be the same file")
    }
    if snapshot.isGiven, metrics.clusterName == nil, let service = destinations.first(where: \.isService) {
      throw ValidationError(
        "--to \(service.name) with --snapshot needs --cluster-name: "
          + "the numbers will be taken for that cluster's")
    }
  }

  /// In the order that they were given.
  func destinations() throws -> [Destination] {
    // Not by the option's `transform`, whose errors repeat the value: a URL may hold a password.
    try places.map { place in
      do { return try Destination(place) } catch { throw ValidationError("--to: \(error)") }
    }
  }

  /// Where undelivered points are kept; nil: nowhere.
  func stateFolder(environment: [String: String]) -> String? {
    // systemd lists several, with colons between them.
    state ?? environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
  }
}

/// Google's monitored resources that a cluster's series can belong to.
enum ResourceKind: String, ExpressibleByArgument, CaseIterable, Sendable {
  case k8sCluster = "k8s_cluster"
  case global
}
