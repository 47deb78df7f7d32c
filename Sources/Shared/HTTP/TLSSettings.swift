/// Whom we trust and who we are on a TLS connection.
public struct TLSSettings: Sendable {
  public enum Authorities: Equatable, Sendable {
    /// The system's certificate authorities.
    case system
    /// Exactly these, in PEM.
    case pem([UInt8])
  }

  /// A client certificate with its private key, both in PEM.
  public struct ClientCertificate: Equatable, Sendable {
    public var certificate: Secret
    public var key: Secret

    public init(certificate: Secret, key: Secret) {
      self.certificate = certificate
      self.key = key
    }
  }

  public var authorities: Authorities
  public var clientCertificate: ClientCertificate?
  /// The name that the server's certificate must carry, where it is not the URL's host.
  public var serverName: String?

  public init(
    authorities: Authorities = .system, clientCertificate: ClientCertificate? = nil,
    serverName: String? = nil
  ) {
    self.authorities = authorities
    self.clientCertificate = clientCertificate
    self.serverName = serverName
  }
}
