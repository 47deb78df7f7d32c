extension Authenticator: HTTPAuthorizer {}

extension APIServer {
  /// Prepares the client for a cluster. Nothing is sent yet, but an exec plugin may run.
  ///
  /// - Parameter multiplexes: whether many requests will be under way at once.
  /// - Throws: what is wrong with the credentials.
  public convenience init(
    connecting configuration: ClusterConfiguration, environment: [String: String], requestTimeout: Duration,
    multiplexes: Bool = true, stopSource: (any StopSource)?, log: Log
  ) throws {
    let proxy = try configuration.proxy ?? Proxy.find(in: environment)
    let authenticator = try Authenticator(configuration, environment: environment, stopSource: stopSource)
    let settings = HTTPSettings(
      tls: try authenticator.tlsSettings(), proxy: proxy, userAgent: userAgent(),
      headers: configuration.impersonation.map { HTTPHeader($0.name, $0.value) },
      requestTimeout: requestTimeout, multiplexes: multiplexes)
    let client = try HTTPClient(settings, authorizer: authenticator, stopSource: stopSource, log: log)
    self.init(client: client, url: configuration.server, log: log) { authenticator.identityDescription }
  }
}
