/// A service account that other credentials impersonate.
struct ImpersonatedAccount {
  let source: GoogleCredential
  let target: Target

  init(_ json: JSONCursor) throws(JSONError) {
    let sourceJSON = json["source_credentials"]
    guard !sourceJSON.isMissing else { throw sourceJSON.error("is missing") }
    source = try GoogleCredential(sourceJSON)
    if case .impersonated = source {
      throw sourceJSON.error("is itself impersonated; name the intermediate accounts in delegates")
    }
    target = Target(
      url: try json["service_account_impersonation_url"].serviceURL(),
      delegates: try json["delegates"].strings().map(Self.resourceName), lifetimeSeconds: 3600)
  }

  /// gcloud writes plain email addresses, but IAM expects resource names.
  private static func resourceName(_ delegate: String) -> String {
    delegate.contains("/") ? delegate : "projects/-/serviceAccounts/\(delegate)"
  }

  /// The account to impersonate, and the URL for its tokens.
  struct Target {
    /// `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/EMAIL:generateAccessToken`
    let url: String
    let delegates: [String]
    let lifetimeSeconds: Int64

    var email: String {
      let name = url.split(separator: "/").last ?? ""
      return String(name.prefix { $0 != ":" })
    }
  }
}
