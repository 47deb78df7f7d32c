/// One kind of credentials, read from a file. Secrets are `Secret`s, so that printing it shows none.
indirect enum GoogleCredential {
  case serviceAccount(ServiceAccountKey)
  case authorizedUser(AuthorizedUser)
  case impersonated(ImpersonatedAccount)
  case external(ExternalAccount)
  /// This machine's service account.
  case machine

  init(_ json: JSONCursor) throws(JSONError) {
    guard let type = try json["type"].nonEmptyString() else {
      throw json["type"].error("is missing; this is not a Google credentials file")
    }
    switch type {
    case "service_account": self = .serviceAccount(try ServiceAccountKey(json))
    case "authorized_user": self = .authorizedUser(try AuthorizedUser(json))
    case "impersonated_service_account": self = .impersonated(try ImpersonatedAccount(json))
    case "external_account": self = .external(try ExternalAccount(json))
    default:
      throw json["type"].error(
        "it is not supported; use service_account, authorized_user, impersonated_service_account or "
          + "external_account")
    }
  }

  /// The user, for messages; nil if only the machine knows.
  var identity: String? {
    switch self {
    case .serviceAccount(let key): key.email
    case .authorizedUser(let user): user.identity
    case .impersonated(let account): account.target.email
    case .external(let account): account.target?.email ?? account.identity
    case .machine: nil
    }
  }
}

extension JSONCursor {
  /// A string that must be present, without line breaks.
  func requiredLine() throws(JSONError) -> String {
    let text = try requiredString()
    guard !text.hasControlByte else { throw error("has a control character or a line break; remove it") }
    return text
  }

  /// A secret that must be present.
  func requiredSecret() throws(JSONError) -> Secret {
    guard let secret = try secret() else { throw error("is missing") }
    return secret
  }

  /// A URL that is safe for a secret.
  func serviceURL(default fallback: String? = nil) throws(JSONError) -> String {
    guard let text = try nonEmptyString() ?? fallback else { throw error("is missing") }
    guard let url = ServiceURL.checked(text) else { throw error(ServiceURL.expected) }
    return url
  }
}
