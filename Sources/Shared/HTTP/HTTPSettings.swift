/// How a client connects, and what it adds to every request.
public struct HTTPSettings {
  public var tls: TLSSettings
  /// nil: no proxy, regardless of the environment.
  public var proxy: Proxy?
  public var userAgent: String
  /// Headers for every request, such as impersonation.
  public var headers: [HTTPHeader]
  /// Limits connecting, the wait for the first byte, and silence, but not the length of a body.
  public var requestTimeout: Duration
  public var retry: RetryPolicy
  /// Whether to send many requests at a time, over one HTTP/2 connection. Otherwise they use HTTP/1.1, which receives
  /// long bodies a fifth more cheaply.
  public var multiplexes: Bool
  /// The most connections to a host that speaks only HTTP/1.1. HTTP/2 uses one.
  public var connectionsWithoutHTTP2: Int

  public init(
    tls: TLSSettings = TLSSettings(), proxy: Proxy? = nil, userAgent: String, headers: [HTTPHeader] = [],
    requestTimeout: Duration = .seconds(30), retry: RetryPolicy = RetryPolicy(), multiplexes: Bool = true,
    connectionsWithoutHTTP2: Int = 4
  ) {
    self.tls = tls
    self.proxy = proxy
    self.userAgent = userAgent
    self.headers = headers
    self.requestTimeout = requestTimeout
    self.retry = retry
    self.multiplexes = multiplexes
    self.connectionsWithoutHTTP2 = connectionsWithoutHTTP2
  }
}

/// Trusted authorities and client certificate of a TLS connection.
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
  /// The name that the server's certificate must have, if it is not the URL's host.
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
