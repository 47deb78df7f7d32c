/// A person who logged in with gcloud: a refresh token gives access tokens.
struct AuthorizedUser {
  let clientID: String
  let clientSecret: Secret
  let refreshToken: Secret
  let tokenURL: String
  /// The e-mail address, where gcloud wrote it.
  let account: String?

  var identity: String { account ?? "the user of gcloud's login" }

  init(_ entry: ConfigurationEntry) throws(ConfigurationError) {
    clientID = try entry["client_id"].required()
    clientSecret = try entry["client_secret"].requiredSecret()
    refreshToken = try entry["refresh_token"].requiredSecret()
    tokenURL = try entry["token_uri"].serviceURL(default: "https://oauth2.googleapis.com/token")
    account = try entry["account"].string()
  }
}
