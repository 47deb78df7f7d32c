/// An error in the format of the token endpoints (RFC 6749, 5.2).
struct OAuthError: Error, Sendable {
  var code = 400
  var error: String
  var description: String

  init(_ error: String, _ description: String, code: Int = 400) {
    self.error = error
    self.description = description
    self.code = code
  }

  var answer: Answer {
    .google(status: code, ["error": .string(error), "error_description": .string(description)])
  }

  static func invalidGrant(_ description: String) -> OAuthError { OAuthError("invalid_grant", description) }
}
