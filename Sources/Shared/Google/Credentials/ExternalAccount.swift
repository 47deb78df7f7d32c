import FoundationEssentials

/// A workload outside Google Cloud, which exchanges its platform's token for one of Google's (workload identity
/// federation).
struct ExternalAccount {
  let audience: String
  let subjectTokenType: String
  let tokenURL: String
  let source: SubjectTokenSource
  /// The service account to impersonate, if any.
  let target: ImpersonatedAccount.Target?
  /// `Authorization: Basic …` for the token endpoint.
  let client: Secret?
  let workforceProject: String?

  /// Google's identity for the workload itself, before impersonation.
  var identity: String { "the workload identity of \(audience)" }

  init(_ json: JSONCursor) throws(JSONError) {
    audience = try json["audience"].requiredLine()
    subjectTokenType = try json["subject_token_type"].requiredLine()
    tokenURL = try json["token_url"].serviceURL()
    target = try Self.target(json)
    client = try Self.client(json)
    workforceProject = try json["workforce_pool_user_project"].nonEmptyString()
    source = try SubjectTokenSource(json["credential_source"])
  }

  private static func target(_ json: JSONCursor) throws(JSONError) -> ImpersonatedAccount.Target? {
    let url = json["service_account_impersonation_url"]
    guard try url.nonEmptyString() != nil else { return nil }
    let lifetime = try json["service_account_impersonation"]["token_lifetime_seconds"].optionalInteger()
    return ImpersonatedAccount.Target(
      url: try url.serviceURL(), delegates: [], lifetimeSeconds: lifetime ?? 3600)
  }

  private static func client(_ json: JSONCursor) throws(JSONError) -> Secret? {
    guard let id = try json["client_id"].nonEmptyString() else { return nil }
    let secret = try json["client_secret"].secret()
    Secrets.add(basic: id, secret?.revealed ?? "")
    return Secret("Basic \(Data("\(id):\(secret?.revealed ?? "")".utf8).base64EncodedString())")
  }
}
