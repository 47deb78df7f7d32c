/// Google's APIs for one identity, and the client that calls them.
public final class GoogleAPI {
  /// Sends the token, and the quota project if there is one.
  public let client: HTTPClient
  /// The credentials' own project, if they name one.
  public let project: String?
  /// `googleapis.com`, or the domain of another universe.
  public let universeDomain: String
  let log: Log
  /// The user, for errors about permissions: an email address if known; never a secret.
  public let identity: () -> String
  private let environment: GoogleEnvironment
  /// The tokens and their source; nil if the client came from elsewhere.
  let session: GoogleSession?

  /// - Parameter environment: the process environment, for endpoints and the project.
  public convenience init(
    client: HTTPClient, project: String? = nil, universeDomain: String = "googleapis.com",
    environment: [String: String] = [:], log: Log, identity: @escaping () -> String
  ) {
    self.init(
      client: client, project: project, universeDomain: universeDomain,
      environment: GoogleEnvironment(environment), session: nil, log: log, identity: identity)
  }

  private init(
    client: HTTPClient, project: String?, universeDomain: String, environment: GoogleEnvironment,
    session: GoogleSession?, log: Log, identity: @escaping () -> String
  ) {
    self.client = client
    self.project = project
    self.universeDomain = universeDomain
    self.environment = environment
    self.session = session
    self.log = log
    self.identity = identity
  }

  /// Uses the application default credentials: `GOOGLE_APPLICATION_CREDENTIALS`, else gcloud's, else the machine's. Reads
  /// the file now, but requests no token before the first request.
  ///
  /// - Parameter scopes: what the caller needs.
  /// - Throws: `ConfigurationError` if a file is wrong.
  public convenience init(
    environment: [String: String], scopes: GoogleScopes, requestTimeout: Duration,
    stopSource: (any StopSource)?, log: Log
  ) throws {
    let environment = GoogleEnvironment(environment)
    let session = try GoogleSession(
      environment, scopes, requestTimeout: requestTimeout, stopSource: stopSource, log: log)
    let credentials = session.fetcher.credentials
    var settings = session.settings
    settings.headers = credentials.quotaProject.map { [HTTPHeader("x-goog-user-project", $0)] } ?? []
    let client = try HTTPClient(settings, authorizer: session.tokens, stopSource: stopSource, log: log)
    self.init(
      client: client, project: credentials.project, universeDomain: credentials.universeDomain,
      environment: environment, session: session, log: log
    ) { session.fetcher.identity }
  }

  /// `https://monitoring.googleapis.com`, or `CLOUDSDK_API_ENDPOINT_OVERRIDES_MONITORING`; without a trailing slash.
  ///
  /// - Throws: `ConfigurationError` if the variable's URL is not safe for a token.
  public func url(of service: GoogleService) throws -> String {
    try service.url(environment: environment, universeDomain: universeDomain)
  }

  /// The project to use: the given one, `GOOGLE_CLOUD_PROJECT`, the credentials' own, or the machine's.
  ///
  /// - Throws: `ConfigurationError` if there is none.
  public func project(given: String?) throws -> String {
    if let known = given ?? environment["GOOGLE_CLOUD_PROJECT"] ?? project { return known }
    if let machines = try metadata(.projectID) { return machines }
    throw ConfigurationError(
      place: "project", problem: "not set, and none could be found; set --project or GOOGLE_CLOUD_PROJECT")
  }

  /// The machine's metadata; nil off Google Cloud, or if the machine does not have the value.
  public func metadata(_ value: MetadataValue) throws -> String? {
    try session?.fetcher.metadata.value(value)
  }
}
