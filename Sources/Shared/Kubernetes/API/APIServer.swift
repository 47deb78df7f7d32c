/// An API server, and the client that talks to it.
public final class APIServer {
  public let client: HTTPClient
  /// `https://HOST[:PORT][/PREFIX]`
  public let url: String
  let log: Log
  /// The user, for errors about permissions; never a secret.
  public let identity: () -> String
  private let context: String?

  /// - Parameters:
  ///   - context: the kubeconfig's context that names the server, if any.
  ///   - identity: the user, for errors about permissions; never a secret.
  public init(
    client: HTTPClient, url: String, context: String? = nil, log: Log, identity: @escaping () -> String
  ) {
    self.client = client
    self.url = url
    self.context = context
    self.log = log
    self.identity = identity
  }

  /// Prepares the client for a cluster. Sends nothing yet, but may run an exec plugin.
  ///
  /// - Parameter multiplexes: whether to send many requests at a time.
  /// - Throws: if the credentials are unusable.
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
    self.init(client: client, url: configuration.server, context: configuration.context, log: log) {
      authenticator.identityDescription
    }
  }

  func transport(_ error: HTTPError, _ action: APIAction) -> APIError {
    var failure = APIError(cause: .transport(error), action: action, identity: identity())
    failure.context = context
    return failure
  }

  func refusal(_ response: HTTPResponse, _ action: APIAction) -> APIError {
    APIError(
      cause: .refused(code: response.status, status: Status(response), auditID: response.auditID),
      action: action, identity: identity(),
      retryAfter: response.head["Retry-After"].flatMap(RetryPolicy().obeyed))
  }

  func unreadable(_ problem: ReplyError, auditID: String, _ action: APIAction) -> APIError {
    APIError(cause: .unreadable(problem, auditID: auditID), action: action, identity: identity())
  }
}
