import ArgumentParser
import Shared

/// Writes to an OpenTelemetry collector.
struct OTLPSink: Sink {
  static let form = "otlp:URL"

  let endpoint: OTLPEndpoint
  private let options: DestinationOptions

  init(_ url: String, _ options: DestinationOptions) throws(DestinationError) {
    endpoint = try OTLPEndpoint(url)
    self.options = options
  }

  var name: String { "otlp:\(endpoint.shown)" }
  var identity: String { endpoint.url }
  var file: String? { nil }
  var turn: SinkTurn { .service }

  func validate() throws {
    guard !endpoint.isInsecure || options.otlpInsecure else {
      throw ValidationError(
        "--to otlp: anyone on the network path to another machine can read http://; "
          + "use https://, or allow it with --otlp-insecure")
    }
  }

  func write(_ input: SinkInput) throws -> DestinationResult {
    let client = try OTLPClient(
      endpoint, environment: input.environment, requestTimeout: input.requestTimeout,
      stopSource: input.stopSource, log: input.log)
    let values = input.values.filter { $0.metric.isWritten(all: options.monitoring.allSeries) }
    // Uses only the place in the options: a collector does not need what Google would add.
    let answer = try client.write(
      OTLPBody(values: values, cluster: input.cluster, place: GooglePlace(input.given), time: input.time))
    var row = DestinationResult(to: name, points: values.count - answer.rejected)
    let message = answer.message ?? "no reason given"
    if answer.rejected > 0 {
      row.outcome = row.points > 0 ? .partial : .failed
      row.note("\(answer.rejected) points were rejected: \(message)", .protocol)
    } else if answer.message != nil {
      input.log.warning("\(name): \(message)")
    }
    return row
  }
}

/// The URL at which an OpenTelemetry collector accepts metrics over HTTP.
struct OTLPEndpoint: Hashable, Sendable {
  /// Appended to a URL without a path.
  private static let metricsPath = "/v1/metrics"

  /// Includes the path.
  let url: String
  /// Whether it is on another machine and does not use TLS.
  let isInsecure: Bool

  /// For messages and reports: some services take a token in the path, so that only the usual path is shown.
  let shown: String

  /// The parts of the path that are not shown, which a collector may repeat in its messages.
  var hiddenParts: [String] {
    shown == url ? [] : url.split(separator: "/").dropFirst(2).map(String.init)
  }

  /// `https` or `http`
  var scheme: String { String(url.prefix { $0 != ":" }) }

  init(_ text: String) throws(DestinationError) {
    guard let base = ServiceURL.base(text, allowsPlain: true) else {
      throw DestinationError(
        "otlp: expected a URL like https://collector:4318, without a user, query or fragment")
    }
    isInsecure = ServiceURL.base(text) == nil
    let host = base.split(separator: "/").prefix(2).joined(separator: "//")
    url = base == host ? base + Self.metricsPath : base
    shown = url == host + Self.metricsPath ? url : "\(host)/…"
  }
}
