/// The application default credentials in use: the tokens, and what gets them.
struct GoogleSession {
  let fetcher: TokenFetcher
  let tokens: GoogleTokens
  /// How to reach Google's servers.
  let settings: HTTPSettings

  init(
    _ environment: GoogleEnvironment, _ scopes: GoogleScopes, requestTimeout: Duration,
    stopSource: (any StopSource)?, log: Log
  ) throws {
    let read = fileReading(stopSource)
    let settings = HTTPSettings(
      tls: TLSSettings(authorities: try environment.authorities(read: read)),
      proxy: try Proxy.find(in: environment.variables), userAgent: userAgent(),
      requestTimeout: requestTimeout)
    let fetcher = TokenFetcher(
      try GoogleCredentials.find(environment, read: read),
      metadata: try MetadataServer(environment, settings: settings, stopSource: stopSource, log: log),
      environment: environment, settings: settings, stopSource: stopSource, log: log)
    self.fetcher = fetcher
    self.settings = settings
    tokens = GoogleTokens { try fetcher.token(scopes) }
  }
}
