import Shared

/// Sends metrics to a collector as JSON over HTTP:
/// https://opentelemetry.io/docs/specs/otlp/#otlphttp
struct OTLPClient {
  /// The statuses that the specification calls retryable; all others are final.
  private static let passing = [429, 502, 503, 504]

  let endpoint: OTLPEndpoint
  let client: HTTPClient
  private let secrets: SecretPatterns

  init(
    _ endpoint: OTLPEndpoint, environment: [String: String], requestTimeout: Duration,
    stopSource: (any StopSource)?, log: Log
  ) throws {
    let settings = try OTLPSettings(environment: environment, stopSource: stopSource)
    self.endpoint = endpoint
    var secrets = settings.secrets
    for part in endpoint.hiddenParts { secrets.add(part) }
    self.secrets = secrets
    client = try HTTPClient(
      HTTPSettings(
        tls: settings.tls, proxy: try Proxy.find(in: environment, scheme: endpoint.scheme),
        userAgent: userAgent(), headers: settings.headers, requestTimeout: requestTimeout),
      stopSource: stopSource, log: log)
  }

  /// - Returns: how many points the collector rejected, and why.
  func write(_ body: OTLPBody) throws -> OTLPAnswer {
    var request = HTTPRequest(
      .post, endpoint.url, json: body.json,
      // Sending a point of a gauge twice has no effect.
      repeatability: .safe)
    request.urlForMessages = endpoint.shown
    request.isFinal = { !Self.passing.contains($0.status) }
    let response: HTTPResponse
    do throws(HTTPError) { response = try client.perform(request) } catch {
      throw OTLPError.transport(error)
    }
    guard response.head.isSuccess else {
      throw OTLPError.refused(
        code: response.status, url: endpoint.shown,
        message: OTLPAnswer.message(response.body, hiding: secrets))
    }
    do { return try OTLPAnswer(response.body, to: body.values.count, hiding: secrets) } catch {
      throw OTLPError.unreadable(error, url: endpoint.shown)
    }
  }
}

/// A collector's answer.
struct OTLPAnswer: Equatable, Sendable {
  /// Greater than 0 after a partial success.
  var rejected = 0
  var message: String?

  /// An empty body means success.
  ///
  /// - Parameter sent: how many points were sent.
  init(_ body: [UInt8], to sent: Int, hiding secrets: SecretPatterns = SecretPatterns()) throws(JSONError) {
    guard !body.isEmpty else { return }
    let partial = JSONCursor(try JSONValue(parsing: body))["partialSuccess"]
    rejected = try partial["rejectedDataPoints"].count(upTo: sent)
    message = try partial["errorMessage"].optionalString().flatMap { printable(secrets.hide(in: $0).utf8) }
  }

  /// The message of an error: that of a `google.rpc.Status`, or else the whole text.
  static func message(_ body: [UInt8], hiding secrets: SecretPatterns) -> String? {
    let status = (try? JSONValue(parsing: body)).map { JSONCursor($0) }
    let text = (try? status?["message"].optionalString()) ?? String(decoding: body, as: UTF8.self)
    return printable(secrets.hide(in: text).utf8)
  }
}
