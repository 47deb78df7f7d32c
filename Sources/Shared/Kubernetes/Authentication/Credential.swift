/// How we say who we are: a client certificate, something for the `Authorization` header, or both.
public struct Credential {
  public enum Bearer {
    case token(Secret)
    /// Read again when older than a minute.
    case tokenFile(String)
    case exec(ExecPlugin)
    /// Somebody else gets the tokens and renews them.
    case authorizer(any HTTPAuthorizer)
  }

  public var clientCertificate: TLSSettings.ClientCertificate?
  /// What is in that certificate, if it has been read already.
  public var certificateFacts: CertificateFacts?
  public var bearer: Bearer?
  /// Whose it is, for messages: `user "ci"`.
  public var owner: String
  /// Where it is written, for messages: the kubeconfig's path.
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

  /// Whose it is and where that is written, for messages.
  var place: String { "\(origin): \(owner)" }

  func error(_ problem: String) -> ConfigurationError {
    ConfigurationError(place: place, problem: problem)
  }
}
