/// A user logged in with gcloud, with a refresh token.
struct AuthorizedUser {
  let clientID: String
  let clientSecret: Secret
  let refreshToken: Secret
  let tokenURL: String
  /// The email address, if gcloud saved it.
  let account: String?

  var identity: String { account ?? "the user of gcloud's login" }

  init(_ json: JSONCursor) throws(JSONError) {
    clientID = try json["client_id"].requiredLine()
    clientSecret = try json["client_secret"].requiredSecret()
    refreshToken = try json["refresh_token"].requiredSecret()
    tokenURL = try json["token_uri"].serviceURL(default: "https://oauth2.googleapis.com/token")
    account = try json["account"].nonEmptyString()
  }
}
