import SimulatedCloud
import TestSupport

/// The kinds of credentials that a run can use.
enum CredentialKind: CaseIterable {
  case serviceAccount, authorizedUser, impersonated, impersonatedByUser
  case externalFile, externalFileJSON, externalURL, externalURLJSON, externalExecutable, externalImpersonating
  case machine

  /// The text of the credential file; nil for the metadata server's credentials.
  func file(_ cluster: GoogleCluster) async throws -> String? {
    let google = cluster.google
    switch self {
    case .serviceAccount: return try await google.serviceAccountFile()
    case .authorizedUser: return google.authorizedUserFile()
    case .impersonated: return try google.impersonatedFile(source: try await google.serviceAccountFile())
    case .impersonatedByUser:
      return try google.impersonatedFile(source: google.authorizedUserFile(), delegates: ["a@b.c"])
    case .externalFile, .externalImpersonating:
      let path = try cluster.folder.write("token", google.subjectToken + "\n")
      return google.externalAccountFile(.file(path), impersonates: self == .externalImpersonating)
    case .externalFileJSON:
      let path = try cluster.folder.write("token", #"{"value":"\#(google.subjectToken)"}"#)
      return google.externalAccountFile(.file(path, isJSON: true))
    case .externalURL: return google.externalAccountFile(.url())
    case .externalURLJSON: return google.externalAccountFile(.url(isJSON: true))
    case .externalExecutable:
      return google.externalAccountFile(.executable(try cluster.subjectTokenProgram()))
    case .machine: return nil
    }
  }

  /// The identity that the cluster sees.
  func account(_ google: SimulatedGoogle) -> String {
    switch self {
    case .serviceAccount: google.serviceAccount
    case .authorizedUser: google.person
    case .impersonated, .impersonatedByUser, .externalImpersonating: google.impersonatedAccount
    case .externalFile, .externalFileJSON, .externalURL, .externalURLJSON, .externalExecutable:
      google.federatedPrincipal
    case .machine: google.machineAccount
    }
  }

  var environment: [String: String] {
    self == .externalExecutable ? ["GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES": "1"] : [:]
  }
}
