/// A cluster's address, its trusted authorities, and the credentials for it.
public struct ClusterConfiguration {
  /// `https://host[:port][/prefix]`, without a trailing slash.
  public var server: String
  /// nil in a pod.
  public var context: String?
  /// The context's namespace, in a pod the service account's, else `default`.
  public var namespace: String
  public var authorities: TLSSettings.Authorities
  /// The name that the server's certificate must have, if it is not the URL's host.
  public var serverName: String?
  /// nil to use the environment's.
  public var proxy: Proxy?
  /// Headers for every request.
  public var impersonation: [(name: String, value: String)]
  public var credential: Credential

  /// The SHA-256 of its authorities, in hexadecimal digits; nil if the system's are trusted.
  public var authoritiesDigest: String? {
    if case .pem(let bytes) = authorities { sha256(bytes) } else { nil }
  }

  public init(
    server: String, context: String? = nil, namespace: String = "default",
    authorities: TLSSettings.Authorities, serverName: String? = nil, proxy: Proxy? = nil,
    impersonation: [(name: String, value: String)] = [], credential: Credential
  ) {
    self.server = server
    self.context = context
    self.namespace = namespace
    self.authorities = authorities
    self.serverName = serverName
    self.proxy = proxy
    self.impersonation = impersonation
    self.credential = credential
  }
}
