/// A client certificate, something for the `Authorization` header, or both.
public struct Credential {
  public enum Bearer {
    case token(Secret)
    /// Read again after a minute.
    case tokenFile(String)
    case exec(ExecPlugin)
    /// An authorizer gets and renews the tokens.
    case authorizer(any HTTPAuthorizer)
  }

  public var clientCertificate: TLSSettings.ClientCertificate?
  /// That certificate's facts, if it has already been parsed.
  public var certificateFacts: CertificateFacts?
  public var bearer: Bearer?
  /// The owner, for messages: `user "ci"`.
  public var owner: String
  /// The kubeconfig's path or another source, for messages.
  public var origin: String

  public init(
    clientCertificate: TLSSettings.ClientCertificate? = nil, certificateFacts: CertificateFacts? = nil,
    bearer: Bearer? = nil, owner: String, origin: String
  ) {
    self.clientCertificate = clientCertificate
    self.certificateFacts = certificateFacts
    self.bearer = bearer
    self.owner = owner
    self.origin = origin
  }

  /// Origin and owner, for messages.
  var place: String { "\(origin): \(owner)" }

  func error(_ problem: String) -> ConfigurationError {
    ConfigurationError(place: place, problem: problem)
  }
}
