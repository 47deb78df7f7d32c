/// Google's APIs as one identity sees them, and the client that talks to them.
public final class GoogleAPI {
  /// Sends the token, and the quota project where there is one.
  public let client: HTTPClient
  /// The credentials' own project, if they name one.
  public let project: String?
  /// `googleapis.com`, or the domain of another universe.
  public let universeDomain: String
  let log: Log
  /// Who we are, for errors about permissions: an e-mail address where it is known; never a secret.
  public let identity: () -> String
  private let environment: GoogleEnvironment
  /// Who we are and how we got that; nil if the client came from elsewhere.
  let session: GoogleSession?

  /// - Parameter environment: the process's, where it says where services are and which project is ours.
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

  /// With the application default credentials: `GOOGLE_APPLICATION_CREDENTIALS`, else gcloud's, else the
  /// machine's. The file is read now; no token is asked for before the first request.
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

  /// `https://monitoring.googleapis.com`, or what `CLOUDSDK_API_ENDPOINT_OVERRIDES_MONITORING` says; without
  /// a slash at the end.
  ///
  /// - Throws: `ConfigurationError` if a token must not go to what the variable says.
  public func url(of service: GoogleService) throws -> String {
    try service.url(environment: environment, universeDomain: universeDomain)
  }

  /// The project to work in: the one given, `GOOGLE_CLOUD_PROJECT`, the credentials' own, the machine's.
  ///
  /// - Throws: `ConfigurationError` if there is none.
  public func project(given: String?) throws -> String {
    if let known = given ?? environment["GOOGLE_CLOUD_PROJECT"] ?? project { return known }
    if let machines = try metadata(.projectID) { return machines }
    throw ConfigurationError(
      place: "project", problem: "the credentials name none; give --project or set GOOGLE_CLOUD_PROJECT")
  }

  /// What the machine says of itself; nil off Google Cloud, and where it does not know.
  public func metadata(_ value: MetadataValue) throws -> String? {
    try session?.fetcher.metadata.value(value)
  }
}
