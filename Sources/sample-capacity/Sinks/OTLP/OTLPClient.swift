import Shared

/// Sends metrics to a collector, by HTTP with JSON:
/// https://opentelemetry.io/docs/specs/otlp/#otlphttp
struct OTLPClient {
  /// What the specification calls retryable; every other refusal is final.
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
    secrets = settings.secrets
    client = try HTTPClient(
      HTTPSettings(
        tls: settings.tls, proxy: try Proxy.find(in: environment, scheme: endpoint.scheme),
        userAgent: userAgent(), headers: settings.headers, requestTimeout: requestTimeout),
      stopSource: stopSource, log: log)
  }

  /// - Returns: how many points it refused, and why.
  func write(_ body: OTLPBody) throws -> OTLPAnswer {
    var request = HTTPRequest(
      .post, endpoint.url, json: body.json,
      // The same point of a gauge twice is the same point.
      repeatability: .safe)
    request.isFinal = { !Self.passing.contains($0.status) }
    let response: HTTPResponse
    do throws(HTTPError) { response = try client.perform(request) } catch {
      throw OTLPError.transport(error)
    }
    guard response.head.isSuccess else {
      throw OTLPError.refused(
        code: response.status, url: endpoint.url, message: OTLPAnswer.message(response.body, hiding: secrets))
    }
    do { return try OTLPAnswer(response.body, to: body.values.count, hiding: secrets) } catch {
      throw OTLPError.unreadable(error, url: endpoint.url)
    }
  }
}

/// What a collector answers.
struct OTLPAnswer: Equatable, Sendable {
  /// Of a partial success.
  var rejected = 0
  var message: String?

  /// An empty body is a whole success.
  ///
  /// - Parameter sent: how many points were sent.
  init(_ body: [UInt8], to sent: Int, hiding secrets: SecretPatterns = SecretPatterns()) throws(JSONError) {
    guard !body.isEmpty else { return }
    let partial = JSONCursor(try JSONValue(parsing: body))["partialSuccess"]
    rejected = try partial["rejectedDataPoints"].count(upTo: sent)
    message = try partial["errorMessage"].optionalString().flatMap { printable(secrets.hide(in: $0).utf8) }
  }

  /// Of an error: a `google.rpc.Status`, or whatever text there is.
  static func message(_ body: [UInt8], hiding secrets: SecretPatterns) -> String? {
    let status = (try? JSONValue(parsing: body)).map { JSONCursor($0) }
    let text = (try? status?["message"].optionalString()) ?? String(decoding: body, as: UTF8.self)
    return printable(secrets.hide(in: text).utf8)
  }
}
