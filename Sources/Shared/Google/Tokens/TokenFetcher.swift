/// Gets access tokens for credentials, over connections that add no token themselves.
final class TokenFetcher {
  let credentials: GoogleCredentials
  let metadata: MetadataServer
  let environment: GoogleEnvironment
  let read: FileReading
  let clock: () -> Double
  let stopSource: (any StopSource)?
  private let settings: HTTPSettings
  private let log: Log

  /// - Parameters:
  ///   - settings: how to reach Google's servers.
  ///   - clock: unix seconds.
  init(
    _ credentials: GoogleCredentials, metadata: MetadataServer, environment: GoogleEnvironment,
    settings: HTTPSettings, stopSource: (any StopSource)?, log: Log,
    read: FileReading? = nil, clock: @escaping () -> Double = WallClock.now
  ) {
    self.credentials = credentials
    self.metadata = metadata
    self.environment = environment
    self.settings = settings.forTokens
    self.stopSource = stopSource
    self.log = log
    self.read = read ?? fileReading(stopSource)
    self.clock = clock
  }

  func token(_ scopes: GoogleScopes) throws -> AccessToken {
    if case .machine = credentials.kind { return try metadata.token(scopes, now: clock()) }
    return try token(credentials.kind, scopes.requested)
  }

  func token(_ credential: GoogleCredential, _ scopes: [String]) throws -> AccessToken {
    switch credential {
    case .serviceAccount(let key): try token(key, scopes)
    case .authorizedUser(let user): try token(user)
    case .impersonated(let account): try token(account, scopes)
    case .external(let account): try token(account, scopes)
    case .machine: preconditionFailure("no file names the machine as its source")
    }
  }

  /// An email address if known.
  private(set) lazy var identity: String =
    credentials.kind.identity ?? (try? metadata.email()) ?? "the machine's service account"

  private lazy var client = Result { try HTTPClient(settings, stopSource: stopSource, log: log) }

  /// Requests a token; `read` extracts it from the answer.
  func ask(_ request: TokenRequest, read: (JSONCursor) throws -> AccessToken) throws -> AccessToken {
    let response = try send(request.httpRequest, for: request.identity)
    guard response.head.isSuccess else {
      let refusal = TokenRefusal(status: response.status, body: response.body)
      throw GoogleError(
        refusal.exitStatus,
        "cannot get a token for \(request.identity) from \(request.url): \(refusal.text)"
          + request.advice(refusal))
    }
    do { return try read(JSONCursor(try JSONValue(parsing: response.body))) } catch {
      throw GoogleError(
        .protocol,
        "the answer from \(request.url) to the request for a token for \(request.identity) is invalid: \(error)"
      )
    }
  }

  func send(_ request: HTTPRequest, for identity: String) throws -> HTTPResponse {
    let client = try client.get()
    do { return try client.perform(request) } catch {
      throw GoogleError(error.exitStatus, "no token for \(identity): \(error)")
    }
  }
}

extension HTTPSettings {
  /// 3 attempts, even after a 408.
  var forTokens: HTTPSettings {
    var settings = self
    settings.retry.tries = 3
    settings.retry.alsoRetried = [408]
    return settings
  }
}
