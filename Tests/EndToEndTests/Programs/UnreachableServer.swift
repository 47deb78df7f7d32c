import TestSupport

extension TemporaryFolder {
  /// Writes a kubeconfig for a server that nobody can reach.
  ///
  /// - Parameter user: the user's credentials.
  func writeUnreachable(_ name: String, user: String = #""token":"t""#) throws -> String {
    try write(
      name,
      """
      {"current-context":"c","contexts":[{"name":"c","context":{"cluster":"k","user":"u"}}],
      "clusters":[{"name":"k","cluster":{"server":"https://127.0.0.1:1"}}],
      "users":[{"name":"u","user":{\(user)}}]}
      """)
  }
}
