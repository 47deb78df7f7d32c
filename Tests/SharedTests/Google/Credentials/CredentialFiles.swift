@testable import Shared

/// A credentials file of each kind, as Google's tools write it.
enum CredentialFiles {
  static let serviceAccount: JSONValue = [
    "type": "service_account", "project_id": "build", "private_key_id": "k1",
    "private_key": .string(TestKey.pem), "client_email": "reaper@build.iam.gserviceaccount.com",
    "client_id": "1", "token_uri": "https://oauth2.googleapis.com/token",
  ]

  static let authorizedUser: JSONValue = [
    "type": "authorized_user", "client_id": "c1", "client_secret": "s3cret-client",
    "refresh_token": "s3cret-refresh", "quota_project_id": "billing",
  ]

  static let impersonated: JSONValue = [
    "type": "impersonated_service_account", "source_credentials": authorizedUser,
    "service_account_impersonation_url": .string(impersonationURL), "delegates": ["d1"],
  ]

  static let external: JSONValue = [
    "type": "external_account", "audience": "//iam.googleapis.com/pools/p",
    "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
    "token_url": "https://sts.googleapis.com/v1/token", "credential_source": ["file": "/run/token"],
    "client_id": "c1", "client_secret": "s3cret-client",
  ]

  static let impersonationURL =
    "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/"
    + "reaper@build.iam.gserviceaccount.com:generateAccessToken"

  /// The secrets that must never be shown.
  static let secrets = ["s3cret", "BEGIN PRIVATE KEY", String(TestKey.pem.split(separator: "\n")[1])]

  /// Reads the object as the file `/key.json`.
  static func read(
    _ file: JSONValue, _ environment: [String: String] = [:]
  ) throws -> GoogleCredentials {
    try GoogleCredentials(
      file: "/key.json", Array(try file.serialized().utf8), GoogleEnvironment(environment))
  }
}

extension JSONValue {
  /// Returns the object with another value for a member. nil removes the member.
  func with(_ key: String, _ value: JSONValue?) -> JSONValue {
    guard case .object(var members) = self else { return self }
    members.removeAll { $0.key == key }
    if let value { members.append(.init(key, value)) }
    return .object(members)
  }
}
