/// Where a cluster is, whom to trust there and who we are.
public struct ClusterConfiguration {
  /// `https://host[:port][/prefix]`, without a slash at the end.
  public var server: String
  /// nil in a pod.
  public var context: String?
  /// The context's, in a pod the service account's, else `default`.
  public var namespace: String
  public var authorities: TLSSettings.Authorities
  /// The name that the server's certificate must carry, where it is not the URL's host.
  public var serverName: String?
  /// nil: what the environment says.
  public var proxy: Proxy?
  /// Headers for every request.
  public var impersonation: [(name: String, value: String)]
  public var credential: Credential

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
