/// One function per kind of credentials.
extension TokenFetcher {
  func token(_ key: ServiceAccountKey, _ scopes: [String]) throws -> AccessToken {
    let assertion = try key.assertion(scopes: scopes, now: Int64(clock()))
    let request = TokenRequest(
      url: key.tokenURL,
      body: .form([
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion.revealed),
      ]),
      identity: key.email
    ) { [origin = credentials.origin] refusal in
      switch refusal.code {
      case "invalid_grant":
        "; check that the key in \(origin) is still valid and this machine's clock is right, or create a new key"
      case "invalid_scope": "; the account must be allowed \(scopes.joined(separator: ", "))"
      default: "; check \(origin)"
      }
    }
    return try ask(request) { try AccessToken(oauth: $0, now: clock()) }
  }

  func token(_ user: AuthorizedUser) throws -> AccessToken {
    let request = TokenRequest(
      url: user.tokenURL,
      body: .form([
        ("grant_type", "refresh_token"), ("client_id", user.clientID),
        ("client_secret", user.clientSecret.revealed), ("refresh_token", user.refreshToken.revealed),
      ]),
      identity: user.identity
    ) { [origin = credentials.origin] refusal in
      refusal.code == "invalid_grant"
        ? "; the login has expired or was revoked: run gcloud auth application-default login"
        : "; check \(origin)"
    }
    return try ask(request) { try AccessToken(oauth: $0, now: clock()) }
  }

  func token(_ account: ImpersonatedAccount, _ scopes: [String]) throws -> AccessToken {
    let source = try token(account.source, [GoogleScopes.cloudPlatform])
    return try token(
      standingInFor: account.target, with: source.secret, account.source.identity ?? "the source", scopes)
  }

  /// IAM's `generateAccessToken`.
  ///
  /// - Parameter who: the source token's user.
  func token(
    standingInFor target: ImpersonatedAccount.Target, with source: Secret, _ who: String, _ scopes: [String]
  ) throws -> AccessToken {
    let request = TokenRequest(
      url: target.url, headers: [HTTPHeader("Authorization", "Bearer \(source.revealed)")],
      body: .json([
        "delegates": .array(target.delegates.map { .string($0) }),
        "scope": .array(scopes.map { .string($0) }), "lifetime": .string("\(target.lifetimeSeconds)s"),
      ]),
      identity: "\(target.email) as \(who)"
    ) { refusal in
      switch refusal.status {
      case 403: "; \(who) needs the role roles/iam.serviceAccountTokenCreator on \(target.email)"
      case 404: "; check that service account \(target.email) exists"
      default: ""
      }
    }
    return try ask(request) { try AccessToken(iam: $0) }
  }

  func token(_ account: ExternalAccount, _ scopes: [String]) throws -> AccessToken {
    let subject = try subjectToken(account)
    // With a service account to impersonate, the exchanged token is only used for that.
    let exchanged = try exchange(
      subject, account, account.target == nil ? scopes : [GoogleScopes.cloudPlatform])
    guard let target = account.target else { return exchanged }
    return try token(
      standingInFor: target, with: exchanged.secret, account.identity, scopes)
  }

  /// OAuth 2.0 token exchange (RFC 8693).
  private func exchange(
    _ subject: Secret, _ account: ExternalAccount, _ scopes: [String]
  ) throws -> AccessToken {
    var items: [(name: String, value: String)] = [
      ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"), ("audience", account.audience),
      ("scope", scopes.joined(separator: " ")),
      ("requested_token_type", "urn:ietf:params:oauth:token-type:access_token"),
      ("subject_token", subject.revealed), ("subject_token_type", account.subjectTokenType),
    ]
    if let project = account.workforceProject {
      let options: JSONValue = ["userProject": .string(project)]
      items.append(("options", try options.serialized()))
    }
    let request = TokenRequest(
      url: account.tokenURL,
      headers: account.client.map { [HTTPHeader("Authorization", $0.revealed)] } ?? [], body: .form(items),
      identity: account.identity
    ) { [origin = credentials.origin] _ in
      "; check audience and subject_token_type in \(origin), and that the pool's provider accepts the "
        + "subject token"
    }
    return try ask(request) { try AccessToken(oauth: $0, now: clock()) }
  }
}
