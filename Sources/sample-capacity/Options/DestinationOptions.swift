import ArgumentParser
import Shared

/// Where the sample goes.
struct DestinationOptions: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Write the sample there: \(Self.forms) (repeatable; default: only the report).",
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
    let sinks = try sinks()
    for (index, sink) in sinks.enumerated() {
      if sinks[..<index].contains(where: { $0.name == sink.name }) {
        throw ValidationError("--to \(sink.name): named twice")
      }
      if sinks[..<index].contains(where: { $0.writes(sameFileAs: sink.file) }) {
        throw ValidationError("--to \(sink.name): another --to writes the same file")
      }
      try sink.validate()
    }
  }

  /// To be called by a command's `validate()`.
  func validate(beside snapshot: SnapshotOptions, _ metrics: MetricsFileOptions) throws {
    let sinks = try sinks()
    if let same = sinks.first(where: { $0.writes(sameFileAs: metrics.metricsFile) }) {
      throw ValidationError("--to \(same.name) and --metrics-file cannot be the same file")
    }
    if snapshot.isGiven, metrics.clusterName == nil, let service = sinks.first(where: \.isService) {
      throw ValidationError(
        "--to \(service.name) with --snapshot needs --cluster-name: "
          + "the numbers will be taken for that cluster's")
    }
  }

  /// In the order that they were given.
  func sinks() throws -> [any Sink] {
    // Not by the option's `transform`, whose errors repeat the value: a URL may hold a password.
    try places.map { place in
      do { return try sink(place) } catch { throw ValidationError("--to: \(error)") }
    }
  }

  /// A new kind of destination is a folder in `Sinks`, and a line here.
  private static var kinds: [any Sink.Type] {
    [
      MonitoringSink.self,
      PrometheusSink.self,
      OTLPSink.self,
      CSVSink.self,
    ]
  }

  /// `cloud-monitoring, prometheus:FILE.prom, otlp:URL or csv:FILE`
  private static var forms: String {
    let forms = kinds.map { $0.form }
    return forms.dropLast().joined(separator: ", ") + " or " + (forms.last ?? "")
  }

  /// - Parameter place: a value of `--to`, which no error repeats.
  func sink(_ place: String) throws(DestinationError) -> any Sink {
    let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count > 1 ? String(parts[1]) : nil
    if let value, value.trimmed.isEmpty {
      throw DestinationError("there is nothing after \(parts[0]): — is a variable unset?")
    }
    let found = Self.kinds.first { kind in
      let form = kind.form.split(separator: ":")
      return form[0] == parts[0] && form.count == parts.count
    }
    guard let found else { throw DestinationError("\(Self.forms) was expected") }
    return try found.init(value ?? "", self)
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
