/// A user's entry in a kubeconfig (client-go, `clientcmd/api/v1/types.go`, `AuthInfo`).
/// `exec` and impersonation are read only for the user that is chosen: an oddity in another harms nobody.
struct KubeconfigUser {
  let entry: ConfigurationEntry
  let certificateFile: ConfigurationPath?
  let certificateData: [UInt8]?
  let keyFile: ConfigurationPath?
  let keyData: [UInt8]?
  let token: Secret?
  let tokenFile: ConfigurationPath?
  let hasPassword: Bool
  let hasAuthProvider: Bool

  init(_ entry: ConfigurationEntry) throws(ConfigurationError) {
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

/// The `exec` part of a user's entry (client-go, `clientcmd/api/v1/types.go`, `ExecConfig`).
struct KubeconfigExec {
  let entry: ConfigurationEntry
  let command: String?
  let arguments: [String]
  let environment: [(name: String, value: String)]
  let apiVersion: String?
  let installHint: String?
  let providesClusterInfo: Bool
  let interactiveMode: String?

  init(_ entry: ConfigurationEntry) throws(ConfigurationError) {
    self.entry = entry
    command = try entry["command"].string()
    arguments = try entry["args"].strings()
    environment = try Self.environment(entry["env"])
    apiVersion = try entry["apiVersion"].string()
    installHint = try entry["installHint"].string()
    providesClusterInfo = try entry["provideClusterInfo"].flag()
    interactiveMode = try entry["interactiveMode"].string()
  }

  private static func environment(
    _ list: ConfigurationEntry
  ) throws(ConfigurationError) -> [(name: String, value: String)] {
    var variables: [(name: String, value: String)] = []
    for element in try list.elements() {
      guard let name = try element["name"].string() else { throw element["name"].error("is missing") }
      variables.append((name, try element["value"].string() ?? ""))
    }
    return variables
  }
}
