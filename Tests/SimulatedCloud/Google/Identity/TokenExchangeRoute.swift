/// `POST /v1/token`: sts.googleapis.com exchanges an external token for one of Google's (RFC 8693).
struct TokenExchangeRoute: GoogleRoute {
  func answer(_ call: GoogleCall) throws -> Answer? {
    guard call.request.path == "/v1/token", call.request.method == "POST" else { return nil }
    let form = call.form
    try demand(form["grant_type"] == "urn:ietf:params:oauth:grant-type:token-exchange", "Invalid grant_type.")
    try demand(
      form["requested_token_type"] == "urn:ietf:params:oauth:token-type:access_token",
      "Invalid requested_token_type.")
    try demand(
      form["subject_token_type"] == WorkloadIdentity.tokenType, "Invalid or unsupported subject_token_type.")
    try demand(form["audience"] == WorkloadIdentity.audience(call.state), "Invalid value for \"audience\".")
    guard form["subject_token"] == WorkloadIdentity.subjectToken else {
      throw OAuthError.invalidGrant("ID Token issued at an unknown issuer, or expired.")
    }
    let scopes = (form["scope"] ?? "").split(separator: " ").map(String.init)
    let account = WorkloadIdentity.principal(call.state)
    return call.grant(
      to: account, scopes: try TokenRoute.valid(scopes),
      more: ["issued_token_type": "urn:ietf:params:oauth:token-type:access_token"])
  }

  private func demand(_ isSo: Bool, _ otherwise: String) throws {
    if !isSo { throw OAuthError("invalid_request", otherwise) }
  }
}

/// The project's only identity pool.
enum WorkloadIdentity {
  static let tokenType = "urn:ietf:params:oauth:token-type:jwt"
  static let subjectToken = "subject-token-of-the-job"

  private static func pool(_ state: GoogleState) -> String {
    "iam.googleapis.com/projects/\(state.projectNumber)/locations/global/workloadIdentityPools/builds"
  }

  static func audience(_ state: GoogleState) -> String { "//\(pool(state))/providers/ci" }

  static func principal(_ state: GoogleState) -> String { "principal://\(pool(state))/subject/job" }
}

/// `GET /subject-token`: the endpoint of the simulated CI system, which returns the job's token.
struct SubjectTokenRoute: GoogleRoute {
  func answer(_ call: GoogleCall) -> Answer? {
    guard call.request.path == "/subject-token" else { return nil }
    guard call.request.header("Authorization") == "Bearer job-request-token" else {
      return .text(status: 401, "who are you?\n")
    }
    let isJSON = call.request.query["format"] == "json"
    return isJSON
      ? .google(["value": .string(WorkloadIdentity.subjectToken)]) : .text(WorkloadIdentity.subjectToken)
  }
}
