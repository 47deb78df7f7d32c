import FoundationEssentials

/// A workload outside Google Cloud, whose own platform's token is exchanged for one of Google's (workload
/// identity federation).
struct ExternalAccount {
  let audience: String
  let subjectTokenType: String
  let tokenURL: String
  let source: SubjectTokenSource
  /// The service account to stand in for, if any.
  let target: ImpersonatedAccount.Target?
  /// `Authorization: Basic …` at the token end-point.
  let client: Secret?
  let workforceProject: String?

  /// Who that is to Google, before it stands in for anybody.
  var identity: String { "the workload identity of \(audience)" }

  init(_ entry: ConfigurationEntry) throws(ConfigurationError) {
    audience = try entry["audience"].required()
    subjectTokenType = try entry["subject_token_type"].required()
    tokenURL = try entry["token_url"].serviceURL()
    target = try Self.target(entry)
    client = try Self.client(entry)
    workforceProject = try entry["workforce_pool_user_project"].string()
    source = try SubjectTokenSource(entry["credential_source"])
  }

  private static func target(
    _ entry: ConfigurationEntry
  ) throws(ConfigurationError) -> ImpersonatedAccount.Target? {
    let url = entry["service_account_impersonation_url"]
    guard try url.string() != nil else { return nil }
    let lifetime = try entry["service_account_impersonation"]["token_lifetime_seconds"].integer()
    return ImpersonatedAccount.Target(
      url: try url.serviceURL(), delegates: [], lifetimeSeconds: lifetime ?? 3600)
  }

  private static func client(_ entry: ConfigurationEntry) throws(ConfigurationError) -> Secret? {
    guard let id = try entry["client_id"].string() else { return nil }
    let secret = try entry["client_secret"].secret()
    Secrets.add(basic: id, secret?.revealed ?? "")
    return Secret("Basic \(Data("\(id):\(secret?.revealed ?? "")".utf8).base64EncodedString())")
  }
}
