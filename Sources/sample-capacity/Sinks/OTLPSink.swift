import Shared

/// An OpenTelemetry collector, by HTTP with JSON:
/// https://opentelemetry.io/docs/specs/otlp/#otlphttp
struct OTLPSink {
  /// What the specification calls retryable; every other refusal is final.
  private static let passing = [429, 502, 503, 504]

  let endpoint: OTLPEndpoint
  let client: HTTPClient

  init(
    _ endpoint: OTLPEndpoint, environment: [String: String], requestTimeout: Duration,
    stopSource: (any StopSource)?, log: Log
  ) throws {
    let settings = try OTLPSettings(environment: environment)
    self.endpoint = endpoint
    client = try HTTPClient(
      HTTPSettings(
        tls: settings.tls, userAgent: userAgent(), headers: settings.headers,
        requestTimeout: requestTimeout),
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
        code: response.status, url: endpoint.url, message: OTLPAnswer.message(response.body))
    }
    do { return try OTLPAnswer(response.body) } catch {
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
  init(_ body: [UInt8]) throws(JSONError) {
    guard !body.isEmpty else { return }
    let partial = JSONCursor(try JSONValue(parsing: body))["partialSuccess"]
    rejected = try Self.count(partial["rejectedDataPoints"])
    message = try partial["errorMessage"].optionalString().flatMap { $0.isEmpty ? nil : $0 }
  }

  /// In ProtoJSON a 64-bit number is a string, and a number is allowed too.
  private static func count(_ place: JSONCursor) throws(JSONError) -> Int {
    switch try place.value() {
    case nil: return 0
    case .integer(let number): return Int(number)
    case .string(let text):
      guard let number = Int(text) else { throw place.error("a whole number was expected") }
      return number
    default: throw place.error("a whole number was expected")
    }
  }

  /// Of an error: a `google.rpc.Status`, or whatever text there is.
  static func message(_ body: [UInt8]) -> String? {
    let status = (try? JSONValue(parsing: body)).map { JSONCursor($0) }
    guard let text = try? status?["message"].optionalString() else { return printable(body) }
    return printable(text.utf8)
  }
}
