extension SimulatedGoogle {
  /// The service account of credential files.
  public var serviceAccount: String { account("podkeeper") }

  /// The service account that is impersonated.
  public var impersonatedAccount: String { account("impersonated") }

  /// The service account of the machine, of which the metadata server gives tokens.
  public var machineAccount: String { state.machineAccount }

  /// The person of an `authorized_user` file.
  public var person: String { "person@example.com" }

  /// The principal of an `external_account` file without impersonation.
  public var federatedPrincipal: String { WorkloadIdentity.principal(state) }

  private func account(_ name: String) -> String { "\(name)@\(project).iam.gserviceaccount.com" }

  /// Gives an account these roles and no others, such as `roles/monitoring.metricWriter`.
  ///
  /// Until then it has `monitoring.editor`, `container.developer` and `iam.serviceAccountTokenCreator`.
  public func setRoles(_ roles: Set<String>, of account: String) {
    state.accounts.setRoles(roles, of: account)
  }

  /// A token of an account, as if it had asked for one.
  public func issueToken(
    for account: String, scopes: Set<String> = [GoogleBehavior.cloudPlatform, GoogleBehavior.userinfoEmail]
  ) -> String {
    state.accounts.add(account)
    return state.accounts.issue(
      to: account, scopes: scopes, expires: state.now + state.behavior.tokenLifetime
    ).text
  }

  /// The tokens that were given out, for tests that look for them where they must not be.
  public var tokens: [String] { state.accounts.tokens }

  /// Makes every token worthless that was given out until now.
  public func revokeTokens() { state.accounts.revokeTokens() }

  /// Makes every refresh token worthless.
  public func revokeRefreshTokens() { state.accounts.revokeRefreshTokens() }

  /// Deletes the keys of a service account, so that what they sign is refused.
  public func removeKeys(of account: String) { state.keys.removeKeys(of: account) }
}
