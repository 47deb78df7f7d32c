import ArgumentParser
import Shared

/// An OpenTelemetry collector.
struct OTLPSink: Sink {
  static let form = "otlp:URL"

  let endpoint: OTLPEndpoint
  private let options: DestinationOptions

  init(_ url: String, _ options: DestinationOptions) throws(DestinationError) {
    endpoint = try OTLPEndpoint(url)
    self.options = options
  }

  var name: String { "otlp:\(endpoint.url)" }
  var file: String? { nil }
  var turn: SinkTurn { .service }

  func validate() throws {
    guard !endpoint.isInsecure || options.otlpInsecure else {
      throw ValidationError(
        "--to otlp: http:// to another machine can be read by anybody on the way; "
          + "use https://, or say --otlp-insecure")
    }
  }

  func write(_ input: SinkInput) throws -> DestinationResult {
    let client = try OTLPClient(
      endpoint, environment: input.environment, requestTimeout: input.requestTimeout,
      stopSource: input.stopSource, log: input.log)
    let values = input.values.filter { $0.metric.isWritten(all: options.monitoring.allSeries) }
    // Only what was said of the place: a collector is not worth asking Google for.
    let answer = try client.write(
      OTLPBody(values: values, cluster: input.cluster, place: GooglePlace(input.given), time: input.time))
    var row = DestinationResult(to: name, points: values.count - answer.rejected)
    let message = answer.message ?? "no reason given"
    if answer.rejected > 0 {
      row.outcome = row.points > 0 ? .partial : .failed
      row.note("\(answer.rejected) points were refused: \(message)", .protocol)
    } else if answer.message != nil {
      input.log.warning("\(name): \(message)")
    }
    return row
  }
}

/// Where an OpenTelemetry collector takes metrics by HTTP.
struct OTLPEndpoint: Hashable, Sendable {
  /// What is appended to a URL without a path.
  private static let metricsPath = "/v1/metrics"

  /// With its path.
  let url: String
  /// Whether it is reached without TLS, through more than this machine.
  let isInsecure: Bool

  /// `https` or `http`
  var scheme: String { String(url.prefix { $0 != ":" }) }

  init(_ text: String) throws(DestinationError) {
    guard let base = ServiceURL.base(text, allowsPlain: true) else {
      throw DestinationError(
        "otlp: a URL like https://collector:4318 was expected, without user, query and fragment")
    }
    isInsecure = ServiceURL.base(text) == nil
    url = base.split(separator: "/").count > 2 ? base : base + Self.metricsPath
  }
}
