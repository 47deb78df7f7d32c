import Shared

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
