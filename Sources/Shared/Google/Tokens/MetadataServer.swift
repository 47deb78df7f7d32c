/// The metadata server of a Google Cloud machine. Uses plain HTTP, only to the server's own host, and never a proxy.
final class MetadataServer {
  private static let flavor = HTTPHeader("Metadata-Flavor", "Google")
  private static let hostVariable = "GCE_METADATA_HOST"
  /// The server is either near or missing.
  private static let longestWait: Duration = .seconds(5)

  private let base: String
  /// Whether the environment names it.
  private let isNamed: Bool
  private let client: HTTPClient
  private let log: Log
  private var isMissing = false

  /// - Throws: `ConfigurationError` if `GCE_METADATA_HOST` is not a host.
  init(_ environment: GoogleEnvironment, settings: HTTPSettings, stopSource: (any StopSource)?, log: Log)
    throws
  {
    let host = environment[Self.hostVariable]
    guard let server = HTTPURL("http://\(host ?? "metadata.google.internal")"), server.tail.isEmpty else {
      throw ConfigurationError(place: Self.hostVariable, problem: "expected HOST[:PORT]")
    }
    base = "\(server.text)/computeMetadata/v1/"
    isNamed = host != nil
    var settings = settings.forTokens
    settings.proxy = nil
    if !isNamed { settings.requestTimeout = min(settings.requestTimeout, Self.longestWait) }
    client = try HTTPClient(settings, stopSource: stopSource, log: log)
    self.log = log
  }

  /// nil off Google Cloud, or if the machine does not have the value.
  func value(_ value: MetadataValue) throws -> String? {
    guard let body = try ask(value.rawValue) else { return nil }
    let text = String(decoding: body, as: UTF8.self).trimmed.withoutControlCharacters
    let last = value == .zone ? text.split(separator: "/").last.map(String.init) : text
    return last?.isEmpty == true ? nil : last
  }

  func email() throws -> String? {
    try ask("instance/service-accounts/default/email").map {
      String(decoding: $0, as: UTF8.self).trimmed.withoutControlCharacters
    }
  }

  /// - Throws: `GoogleError` off Google Cloud, or if the machine's scopes are not sufficient.
  func token(_ scopes: GoogleScopes, now: Double) throws -> AccessToken {
    try check(scopes)
    guard let body = try ask("instance/service-accounts/default/token") else {
      throw GoogleError(
        .config, isMissing ? Self.noCredentials : "\(base): this machine has no service account")
    }
    do {
      return try AccessToken(oauth: JSONCursor(try JSONValue(parsing: body)), now: now)
    } catch {
      throw GoogleError(.protocol, "the metadata server's token is invalid: \(error)")
    }
  }

  private static let noCredentials =
    "no Google credentials: GOOGLE_APPLICATION_CREDENTIALS is not set, gcloud has none, and there is no "
    + "metadata server; run gcloud auth application-default login, or name a credentials file"

  /// Checks the scopes, which were fixed when the machine was created. With the wrong ones, every request would fail.
  private func check(_ scopes: GoogleScopes) throws {
    guard let body = try ask("instance/service-accounts/default/scopes") else { return }
    let held = Set(
      String(decoding: body, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init))
    guard held.isDisjoint(with: scopes.sufficient) else { return }
    let who = (try? email()) ?? "the machine's service account"
    throw GoogleError(
      .noperm,
      "the scopes of this machine are not sufficient for \(who): it has none of "
        + "\(scopes.sufficient.joined(separator: ", ")); set the machine's access scopes (gcloud compute "
        + "instances set-service-account --scopes=cloud-platform), or use a credentials file")
  }

  /// The body; nil off Google Cloud, or for a 404.
  private func ask(_ path: String) throws -> [UInt8]? {
    guard !isMissing else { return nil }
    let response: HTTPResponse
    do {
      response = try client.perform(
        HTTPRequest(.get, base + path, headers: [Self.flavor], repeatability: .safe, bodyLimit: 1 << 20))
    } catch {
      guard !isNamed, [.unreachable, .timedOut].contains(error.kind) else { throw error }
      log.debug("there is no metadata server: \(error)")
      isMissing = true
      return nil
    }
    guard response.head[Self.flavor.name] == Self.flavor.value else {
      let problem = "the server at \(base) is not Google's metadata server: it sends no Metadata-Flavor"
      guard !isNamed else { throw GoogleError(.protocol, problem) }
      log.info(problem)
      isMissing = true
      return nil
    }
    if response.status == 404 { return nil }
    guard response.head.isSuccess else { throw refusal(response, path) }
    return response.body
  }

  private func refusal(_ response: HTTPResponse, _ path: String) -> GoogleError {
    let reason = printable(response.body).map { ": \($0.beginning(500))" } ?? ""
    return GoogleError(
      response.mayPass ? .unavailable : .config,
      "the metadata server answered \(response.status) to \(base)\(path)\(reason)"
        + (response.mayPass ? "; try again later" : "; check this machine's service account"))
  }
}
