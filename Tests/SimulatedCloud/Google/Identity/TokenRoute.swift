/// `POST /token`: oauth2.googleapis.com.
struct TokenRoute: GoogleRoute {
  static let jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"
  private static let realEndpoint = "https://oauth2.googleapis.com/token"

  func answer(_ call: GoogleCall) async throws -> Answer? {
    guard call.request.path == "/token" else { return nil }
    guard call.request.method == "POST" else { throw OAuthError("invalid_request", "Not a POST.") }
    let form = call.form
    switch form["grant_type"] {
    case Self.jwtBearer: return try await serviceAccount(form, call)
    case "refresh_token": return try user(form, call)
    default: throw OAuthError("unsupported_grant_type", "Invalid grant_type: \(form["grant_type"] ?? "")")
    }
  }

  private func serviceAccount(_ form: [String: String], _ call: GoogleCall) async throws -> Answer {
    guard let assertion = form["assertion"].flatMap(SignedAssertion.init) else {
      throw OAuthError.invalidGrant("Invalid JWT: The token cannot be parsed.")
    }
    let account = try await signer(assertion, call)
    try checkTimes(assertion.claims, now: call.state.now)
    try checkAudience(assertion.claims, call)
    let scopes = (assertion.claims["scope"]?.text ?? "").split(separator: " ").map(String.init)
    return call.grant(to: account, scopes: try Self.valid(scopes))
  }

  private func signer(_ assertion: SignedAssertion, _ call: GoogleCall) async throws -> String {
    let account = assertion.claims["iss"]?.text ?? ""
    guard call.state.accounts.knows(account) else {
      throw OAuthError.invalidGrant("Invalid grant: account not found")
    }
    guard assertion.header["alg"]?.text == "RS256", let identifier = assertion.header["kid"]?.text,
      let key = call.state.keys.key(identifier), key.account == account,
      await call.state.keys.verify(assertion.signed, signature: assertion.signature, by: key)
    else { throw OAuthError.invalidGrant("Invalid JWT Signature.") }
    return account
  }

  private func checkTimes(_ claims: JSONValue, now: Int64) throws {
    let leeway: Int64 = 300
    guard let issued = claims["iat"]?.integer, let expires = claims["exp"]?.integer, issued < expires,
      expires - issued <= 3600, issued <= now + leeway, expires > now - leeway
    else {
      throw OAuthError.invalidGrant(
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your "
          + "iat and exp values in the JWT claim.")
    }
  }

  private func checkAudience(_ claims: JSONValue, _ call: GoogleCall) throws {
    let host = call.request.host
    let right = [Self.realEndpoint, "https://\(host)/token", "http://\(host)/token"]
    guard right.contains(claims["aud"]?.text ?? "") else {
      throw OAuthError.invalidGrant(
        "Invalid JWT: Failed audience check. The right audience is \(Self.realEndpoint)")
    }
  }

  private func user(_ form: [String: String], _ call: GoogleCall) throws -> Answer {
    guard let refresh = form["refresh_token"].flatMap(call.state.accounts.refresh) else {
      throw OAuthError.invalidGrant("Token has been expired or revoked.")
    }
    guard form["client_id"] == refresh.clientID else {
      throw OAuthError("invalid_client", "The OAuth client was not found.", code: 401)
    }
    guard form["client_secret"] == refresh.clientSecret else {
      throw OAuthError("invalid_client", "The provided client secret is invalid.", code: 401)
    }
    // The user consented to these scopes when the file was made. A request may ask for fewer.
    let consented: Set = [GoogleBehavior.cloudPlatform, GoogleBehavior.userinfoEmail]
    let wanted = (form["scope"] ?? "").split(separator: " ").map(String.init)
    return call.grant(
      to: refresh.account, scopes: wanted.isEmpty ? consented : try Self.valid(wanted).intersection(consented)
    )
  }

  /// Parses scopes. There must be at least one, and all must exist.
  static func valid(_ scopes: [String]) throws -> Set<String> {
    let known = scopes.allSatisfy {
      ["openid", "email"].contains($0) || $0.hasPrefix("https://www.googleapis.com/auth/")
    }
    guard known, !scopes.isEmpty else {
      throw OAuthError("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
    }
    return Set(scopes)
  }
}

extension GoogleCall {
  func issue(to account: String, scopes: Set<String>) -> AccessToken {
    state.accounts.issue(to: account, scopes: scopes, expires: state.now + state.behavior.tokenLifetime)
  }

  /// A token as the token endpoints and the metadata server return it.
  func grant(to account: String, scopes: Set<String>, more: JSONValue = .object([])) -> Answer {
    let token = issue(to: account, scopes: scopes)
    let lifetime = state.behavior.tokenLifetime
    var value: JSONValue = [
      "access_token": .string(token.text),
      "expires_in": state.behavior.saysLifetimeAsString ? .string("\(lifetime)") : .integer(lifetime),
      "token_type": "Bearer",
    ]
    value.merge(more)
    return .google(value)
  }
}

extension ReceivedRequest {
  /// The host and port that the client connected to.
  var host: String { header("Host") ?? header(":authority") ?? "" }
}
