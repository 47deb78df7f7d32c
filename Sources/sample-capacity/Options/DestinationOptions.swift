import ArgumentParser
import Shared

/// The destinations of the sample.
struct DestinationOptions: ParsableArguments {
  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Also write the sample to \(Self.forms) (repeatable).",
      valueName: "place"),
    transform: nonBlank)
  var places: [String] = []

  @Option(
    help: ArgumentHelp(
      "Also write a badge for other web pages: how many build pods fit, or how long one waits.",
      valueName: "file.svg"),
    transform: nonBlank)
  var badge: String?

  @Option(
    help: ArgumentHelp(
      "Status page: how often this program runs (default: 1m).",
      valueName: "duration"),
    transform: duration)
  var interval: DurationArgument?

  @Flag(help: "Allow otlp:http://… to another machine; anyone on the network path can read and change it.")
  var otlpInsecure = false

  @OptionGroup var monitoring: MonitoringOptions

  @Option(
    help: ArgumentHelp(
      "Cloud Monitoring: the cluster's zone or region (default: from --gke or the metadata server).",
      valueName: "location"),
    transform: nonBlank)
  var location: String?

  @Option(
    help: ArgumentHelp(
      "Cloud Monitoring: the value of the label service (default: container).", valueName: "name"),
    transform: nonBlank)
  var service = "container"

  @Option(help: "Cloud Monitoring: the monitored resource of all series.")
  var resource = ResourceKind.k8sCluster

  @Option(
    help: ArgumentHelp(
      "Cloud Monitoring: keep undelivered points in this folder for the next run "
        + "(default: $STATE_DIRECTORY).",
      valueName: "dir"),
    transform: nonBlank)
  var state: String?

  func validate() throws {
    let sinks = try sinks()
    if let interval {
      guard interval.seconds > 0 else { throw ValidationError("--interval must be more than 0") }
      guard hasPage else { throw ValidationError("--interval needs --to html:FILE or --badge") }
    }
    for (index, sink) in sinks.enumerated() {
      if sinks[..<index].contains(where: { $0.identity == sink.identity }) {
        throw ValidationError("--to \(sink.name) is given twice")
      }
      if sinks[..<index].contains(where: { $0.writes(sameFileAs: sink.file) }) {
        throw ValidationError("--to \(sink.name) writes the same file as another --to")
      }
      try sink.validate()
    }
  }

  /// A command's `validate()` must call this.
  func validate(beside snapshot: SnapshotOptions, _ metrics: MetricsFileOptions) throws {
    let sinks = try sinks()
    if let same = sinks.first(where: { $0.writes(sameFileAs: metrics.metricsFile) }) {
      throw ValidationError("--to \(same.name) and --metrics-file cannot write the same file")
    }
    if snapshot.isGiven, metrics.clusterName == nil, let service = sinks.first(where: \.isService) {
      throw ValidationError(
        "--to \(service.name) with --snapshot needs --cluster-name: "
          + "it says which cluster the numbers belong to")
    }
  }

  /// In the order of the options.
  func sinks() throws -> [any Sink] {
    // The option's `transform` cannot do this: its errors repeat the value, and a URL may hold a password.
    let sinks = try places.map { place in
      do { return try sink(place) } catch {
        throw ValidationError("--to\(shown(place: place)): \(error)")
      }
    }
    guard let badge else { return sinks }
    do { return sinks + [try BadgeSink(badge, self)] } catch { throw ValidationError("--badge: \(error)") }
  }

  /// Whether a destination shows the page's figures.
  var hasPage: Bool { badge != nil || places.contains { $0.hasPrefix("html:") } }

  /// To add a kind of destination, add a folder to `Sinks` and a line here.
  private static var kinds: [any Sink.Type] {
    [
      MonitoringSink.self,
      PrometheusSink.self,
      OTLPSink.self,
      CSVSink.self,
      CSVLongSink.self,
      HTMLSink.self,
    ]
  }

  /// `cloud-monitoring, prometheus:FILE.prom, otlp:URL, csv:FILE, csv-long:FILE or html:FILE`
  private static var forms: String {
    let forms = kinds.map { $0.form }
    return forms.dropLast().joined(separator: ", ") + " or " + (forms.last ?? "")
  }

  /// - Parameter place: a value of `--to`, which no error repeats.
  func sink(_ place: String) throws(DestinationError) -> any Sink {
    let parts = place.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count > 1 ? String(parts[1]) : nil
    if let value, value.trimmed.isEmpty {
      throw DestinationError("the value after \(parts[0]): is empty; is a variable unset?")
    }
    let found = Self.kinds.first { kind in
      let form = kind.form.split(separator: ":")
      return form[0] == parts[0] && form.count == parts.count
    }
    guard let found else { throw DestinationError("expected \(Self.forms)") }
    return try found.init(value ?? "", self)
  }

  /// The folder that keeps undelivered points; nil if there is none.
  func stateFolder(environment: [String: String]) -> String? {
    // systemd may list several folders, separated by colons.
    state ?? environment["STATE_DIRECTORY"]?.split(separator: ":").first.map(String.init)
  }
}

/// The kinds of monitored resource that a cluster's series can have.
enum ResourceKind: String, ExpressibleByArgument, CaseIterable, Sendable {
  case k8sCluster = "k8s_cluster"
  case global
}
