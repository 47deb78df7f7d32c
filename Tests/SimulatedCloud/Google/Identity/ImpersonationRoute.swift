/// `POST /v1/projects/-/serviceAccounts/EMAIL:generateAccessToken`: iamcredentials.googleapis.com.
struct ImpersonationRoute: GoogleRoute {
  private static let prefix = "projects/-/serviceAccounts/"

  func answer(_ call: GoogleCall) throws -> Answer? {
    let start = "/v1/" + Self.prefix
    let verb = ":generateAccessToken"
    guard call.request.method == "POST", call.request.path.hasPrefix(start), call.request.path.hasSuffix(verb)
    else { return nil }
    try call.require(
      "iam.serviceAccounts.getAccessToken",
      scopes: [GoogleBehavior.cloudPlatform, "https://www.googleapis.com/auth/iam"])
    let account = String(call.request.path.dropFirst(start.count).dropLast(verb.count))
    guard call.state.accounts.knows(account) else {
      throw GoogleError.notFound("Not found; Gaia id not found for email \(account)")
    }
    let scopes = try scopes(try call.body())
    let token = call.issue(to: account, scopes: scopes)
    return .google(["accessToken": .string(token.text), "expireTime": .string(Timestamp.text(token.expires))])
  }

  private func scopes(_ body: JSONValue) throws -> Set<String> {
    for member in body.members where !["delegates", "scope", "lifetime"].contains(member.key) {
      throw GoogleError.invalid(
        "Invalid JSON payload received. Unknown name \"\(member.key)\": Cannot find field.")
    }
    let delegates = (body["delegates"]?.elements ?? []).map { $0.text ?? "" }
    guard delegates.allSatisfy({ $0.hasPrefix(Self.prefix) }) else {
      throw GoogleError.invalid("Request contains an invalid argument.")
    }
    let seconds = (body["lifetime"]?.text ?? "3600s").wholeMatch(of: /(\d+)s/).flatMap { Int($0.1) }
    guard let seconds, (1...3600).contains(seconds) else {
      throw GoogleError.invalid("The access token lifetime cannot exceed 3600 seconds.")
    }
    let scopes = (body["scope"]?.elements ?? []).compactMap(\.text)
    guard !scopes.isEmpty else { throw GoogleError.invalid("Scope required.") }
    return Set(scopes)
  }
}
