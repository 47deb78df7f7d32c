extension SimulatedGoogle {
  /// The service account in credentials files.
  public var serviceAccount: String { account("podkeeper") }

  /// The service account that is impersonated.
  public var impersonatedAccount: String { account("impersonated") }

  /// The machine's service account, whose tokens the metadata server issues.
  public var machineAccount: String { state.machineAccount }

  /// The user in an `authorized_user` file.
  public var person: String { "person@example.com" }

  /// The principal in an `external_account` file without impersonation.
  public var federatedPrincipal: String { WorkloadIdentity.principal(state) }

  private func account(_ name: String) -> String { "\(name)@\(project).iam.gserviceaccount.com" }

  /// Sets the roles of an account, such as `roles/monitoring.metricWriter`.
  ///
  /// By default it has `monitoring.editor`, `container.developer` and `iam.serviceAccountTokenCreator`.
  public func setRoles(_ roles: Set<String>, of account: String) {
    state.accounts.setRoles(roles, of: account)
  }

  /// Issues a token to an account, as if it had requested one.
  public func issueToken(
    for account: String, scopes: Set<String> = [GoogleBehavior.cloudPlatform, GoogleBehavior.userinfoEmail]
  ) -> String {
    state.accounts.add(account)
    return state.accounts.issue(
      to: account, scopes: scopes, expires: state.now + state.behavior.tokenLifetime
    ).text
  }

  /// The issued tokens, for tests that check that they do not leak.
  public var tokens: [String] { state.accounts.tokens }

  /// Revokes all issued tokens.
  public func revokeTokens() { state.accounts.revokeTokens() }

  /// Revokes all refresh tokens.
  public func revokeRefreshTokens() { state.accounts.revokeRefreshTokens() }

  /// Deletes the keys of a service account, so that their signatures are refused.
  public func removeKeys(of account: String) { state.keys.removeKeys(of: account) }
}
