/// One request on its way through Google's services.
struct GoogleCall: Sendable {
  let request: ReceivedRequest
  let state: GoogleState
  let faults: [FaultAction]

  /// The parts of the path, with percent escapes decoded.
  var words: [String] { request.path.split(separator: "/").map(String.init) }

  /// The body as a form.
  var form: [String: String] { ReceivedRequest.query(request.bodyText) }

  /// The body as JSON. A body with a form's content type is read as a form, which has none of the parameters.
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

  /// Returns the token's account, if it is allowed to make this request.
  ///
  /// - Parameters:
  ///   - scopes: the token must have one of them.
  ///   - project: the name or number in the path, which must be this project's.
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

/// Answers requests to some paths. Returns nil for other paths.
protocol GoogleRoute: Sendable {
  func answer(_ call: GoogleCall) async throws -> Answer?
}
