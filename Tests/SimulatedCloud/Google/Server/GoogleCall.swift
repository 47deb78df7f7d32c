/// One request on its way through Google's services.
struct GoogleCall: Sendable {
  let request: ReceivedRequest
  let state: GoogleState
  let faults: [FaultAction]

  /// The path's words, percent escapes resolved.
  var words: [String] { request.path.split(separator: "/").map(String.init) }

  /// The body as a form.
  var form: [String: String] { ReceivedRequest.query(request.bodyText) }

  /// The body as JSON. What says that it is a form is taken for one, and no form has our parameters.
  func body() throws -> JSONValue {
    if request.header("Content-Type")?.hasPrefix("application/x-www-form-urlencoded") ?? false {
      throw GoogleError.invalid(
        "Invalid JSON payload received. Unknown name \"\(request.bodyText.prefix(40))\": Cannot bind query "
          + "parameter. Field could not be found in request message.")
    }
    do {
      return try JSONParser.parse(request.body)
    } catch {
      throw GoogleError.invalid("Invalid JSON payload received. \(error)")
    }
  }

  /// Whose token it is, if that is allowed to do what is asked.
  ///
  /// - Parameters:
  ///   - scopes: one of them must be the token's.
  ///   - project: the name or number in the path, which must be ours.
  @discardableResult
  func require(_ permission: String, scopes: [String], project: String? = nil) throws -> AccessToken {
    guard let authorization = request.header("Authorization") else { throw GoogleError.noCredentials }
    guard let token = state.token(authorization) else { throw GoogleError.badCredentials }
    guard !token.scopes.isDisjoint(with: scopes) else { throw GoogleError.insufficientScopes }
    let isOurs = project.map { [state.project, state.projectNumber].contains($0) } ?? true
    guard isOurs, state.accounts.allows(token.account, permission) else {
      throw GoogleError.denied(permission)
    }
    return token
  }
}

/// Some paths and what to say to them. A route that does not know a path says nothing.
protocol GoogleRoute: Sendable {
  func answer(_ call: GoogleCall) async throws -> Answer?
}
