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

  public init(
    client: HTTPClient, project: String? = nil, universeDomain: String = "googleapis.com", log: Log,
    identity: @escaping () -> String
  ) {
    self.client = client
    self.project = project
    self.universeDomain = universeDomain
    self.log = log
    self.identity = identity
  }
}
