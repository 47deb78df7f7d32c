/// A user's entry in a kubeconfig (client-go, `clientcmd/api/v1/types.go`, `AuthInfo`).
/// `exec` and impersonation are read only for the user that is chosen: an oddity in another harms nobody.
struct KubeconfigUser {
  let entry: ConfigurationEntry
  let certificateFile: KubeconfigPath?
  let certificateData: [UInt8]?
  let keyFile: KubeconfigPath?
  let keyData: [UInt8]?
  let token: Secret?
  let tokenFile: KubeconfigPath?
  let hasPassword: Bool
  let hasAuthProvider: Bool

  init(_ entry: ConfigurationEntry) throws(ClusterConfigurationError) {
    self.entry = entry
    certificateFile = try entry["client-certificate"].path()
    certificateData = try entry["client-certificate-data"].base64()
    keyFile = try entry["client-key"].path()
    keyData = try entry["client-key-data"].base64()
    token = try entry["token"].secret()
    tokenFile = try entry["tokenFile"].path()
    let username = try entry["username"].string()
    let password = try entry["password"].secret()
    hasPassword = username != nil || password != nil
    hasAuthProvider = try !entry["auth-provider"].members().isEmpty
  }
}
