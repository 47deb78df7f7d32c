/// The contents of credentials files as JSON text, one method for each kind.
extension SimulatedGoogle {
  /// A `service_account` file with a new RSA key.
  ///
  /// - Parameter tokenURI: nil for the cloud's own, with TLS.
  public func serviceAccountFile(
    _ account: String? = nil, tokenURI: String? = nil, quotaProject: String? = nil
  ) async throws -> String {
    let account = account ?? serviceAccount
    state.accounts.add(account)
    let key = try await state.keys.make(for: account)
    var file: JSONValue = [
      "type": "service_account", "project_id": .string(project), "private_key_id": .string(key.identifier),
      "private_key": .string(key.privatePEM), "client_email": .string(account),
      "client_id": .string(GoogleAccounts.number(of: account)),
      "auth_uri": "https://accounts.google.com/o/oauth2/auth",
      "token_uri": .string(tokenURI ?? url + "/token"),
      "universe_domain": "googleapis.com",
    ]
    if let quotaProject { file["quota_project_id"] = .string(quotaProject) }
    return Self.text(file)
  }

  /// An `authorized_user` file, as `gcloud auth application-default login` writes it.
  public func authorizedUserFile(quotaProject: String? = nil) -> String {
    let refreshToken = "1//0" + RandomUID.make()
    let clientID = "764086051850-simulated.apps.googleusercontent.com"
    let secret = "GOCSPX-" + RandomUID.make()
    state.accounts.add(
      refreshToken: refreshToken, .init(account: person, clientID: clientID, clientSecret: secret))
    var file: JSONValue = [
      "account": "", "client_id": .string(clientID), "client_secret": .string(secret),
      "refresh_token": .string(refreshToken), "token_uri": .string(url + "/token"), "type": "authorized_user",
      "universe_domain": "googleapis.com",
    ]
    if let quotaProject { file["quota_project_id"] = .string(quotaProject) }
    return Self.text(file)
  }

  /// An `impersonated_service_account` file.
  ///
  /// - Parameter source: the text of a credentials file of another kind.
  public func impersonatedFile(source: String, delegates: [String] = []) throws -> String {
    state.accounts.add(impersonatedAccount)
    return Self.text([
      "delegates": .array(delegates.map { .string($0) }),
      "service_account_impersonation_url": .string(impersonationURL),
      "source_credentials": try JSONParser.parse(source), "type": "impersonated_service_account",
    ])
  }

  /// Where an `external_account` file finds the subject token.
  public enum SubjectTokenSource: Sendable {
    /// A file with the token, or with JSON whose `value` is the token.
    case file(String, isJSON: Bool = false)
    /// The endpoint of the simulated CI system.
    case url(isJSON: Bool = false)
    /// A command line.
    case executable(String)
  }

  /// The token of the CI job, for `SubjectTokenSource.file` and executables.
  public var subjectToken: String { WorkloadIdentity.subjectToken }

  /// An `external_account` file: workload identity federation.
  ///
  /// - Parameter impersonates: whether the federated token is exchanged for `impersonatedAccount`'s.
  public func externalAccountFile(
    _ source: SubjectTokenSource, impersonates: Bool = false
  ) -> String {
    state.accounts.add(federatedPrincipal)
    var file: JSONValue = [
      "type": "external_account", "audience": .string(WorkloadIdentity.audience(state)),
      "subject_token_type": .string(WorkloadIdentity.tokenType), "token_url": .string(url + "/v1/token"),
      "credential_source": credentialSource(source), "universe_domain": "googleapis.com",
    ]
    if impersonates {
      state.accounts.add(impersonatedAccount)
      file["service_account_impersonation_url"] = .string(impersonationURL)
    }
    return Self.text(file)
  }

  private func credentialSource(_ source: SubjectTokenSource) -> JSONValue {
    func format(_ isJSON: Bool) -> JSONValue {
      isJSON ? ["type": "json", "subject_token_field_name": "value"] : ["type": "text"]
    }
    switch source {
    case .file(let path, let isJSON): return ["file": .string(path), "format": format(isJSON)]
    case .url(let isJSON):
      let target = url + "/subject-token" + (isJSON ? "?format=json" : "")
      return [
        "url": .string(target), "headers": ["Authorization": "Bearer job-request-token"],
        "format": format(isJSON),
      ]
    case .executable(let command):
      return ["executable": ["command": .string(command), "timeout_millis": 5000]]
    }
  }

  private var impersonationURL: String {
    "\(url)/v1/projects/-/serviceAccounts/\(impersonatedAccount):generateAccessToken"
  }

  private static func text(_ value: JSONValue) -> String {
    String(decoding: PrettyPrinter.print(JSONText.bytes(value)), as: UTF8.self) + "\n"
  }
}
