import Foundation

extension SimulatedCloud {
  /// Lets a bearer token stand for a user.
  public func addToken(_ token: String, user: String) { state.identities.add(token: token, user: user) }

  /// Revokes a bearer token.
  public func revokeToken(_ token: String) { state.identities.remove(token: token) }

  /// Gives a user a permission. It covers cluster-wide requests only if the namespaces include `*`.
  ///
  /// - Parameters:
  ///   - groups: the API groups, where `""` is the core; nil for all.
  ///   - names: the only objects that it covers; nil for all.
  public func allow(
    _ user: String, verbs: Set<String> = ["*"], resources: Set<String> = ["*"],
    namespaces: Set<String> = ["*"], groups: Set<String>? = nil, names: Set<String>? = nil
  ) {
    state.permissions.allow(
      user,
      .init(verbs: verbs, resources: resources, namespaces: namespaces, groups: groups, names: names))
  }

  /// A kubeconfig with a new client certificate of a user.
  public func kubeconfig(user: String = SimulatedCloud.admin) async throws -> String {
    let pair = try await issueClientCertificate(user: user)
    return kubeconfig(
      credentials: """
        client-certificate-data: \(Self.base64(pair.certificatePEM))
            client-key-data: \(Self.base64(pair.keyPEM))
        """)
  }

  /// A kubeconfig with a bearer token. From now on it stands for a user.
  public func kubeconfig(token: String, user: String = SimulatedCloud.admin) -> String {
    addToken(token, user: user)
    return kubeconfig(credentials: "token: \"\(token)\"")
  }

  private func kubeconfig(credentials: String) -> String {
    """
    apiVersion: v1
    kind: Config
    clusters:
    - name: simulated
      cluster:
        server: \(url)
        certificate-authority-data: \(Self.base64(caPEM))
    users:
    - name: user
      user:
        \(credentials)
    contexts:
    - name: simulated
      context:
        cluster: simulated
        user: user
    current-context: simulated

    """
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
