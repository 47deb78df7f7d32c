/// A user's entry in a kubeconfig (client-go, `clientcmd/api/v1/types.go`, `AuthInfo`).
/// `exec` and impersonation are read only for the chosen user, so that errors in others do no harm.
struct KubeconfigUser {
  let entry: KubeconfigEntry
  let certificateFile: KubeconfigPath?
  let certificateData: [UInt8]?
  let keyFile: KubeconfigPath?
  let keyData: [UInt8]?
  let token: Secret?
  let tokenFile: KubeconfigPath?
  let hasPassword: Bool
  let hasAuthProvider: Bool

  init(_ entry: KubeconfigEntry) throws(JSONError) {
    let json = entry.json
    self.entry = entry
    certificateFile = try KubeconfigPath(entry["client-certificate"])
    certificateData = try json["client-certificate-data"].optionalBase64()
    keyFile = try KubeconfigPath(entry["client-key"])
    keyData = try json["client-key-data"].optionalBase64()
    token = try json["token"].secret()
    tokenFile = try KubeconfigPath(entry["tokenFile"])
    let username = try json["username"].nonEmptyString()
    let password = try json["password"].secret()
    hasPassword = username != nil || password != nil
    hasAuthProvider = try !json["auth-provider"].members().isEmpty
  }
}

/// The `exec` part of a user's entry (client-go, `clientcmd/api/v1/types.go`, `ExecConfig`).
struct KubeconfigExec {
  let entry: KubeconfigEntry
  let command: String?
  let arguments: [String]
  let environment: [(name: String, value: String)]
  let apiVersion: String?
  let installHint: String?
  let providesClusterInfo: Bool
  let interactiveMode: String?

  init(_ entry: KubeconfigEntry) throws(JSONError) {
    let json = entry.json
    self.entry = entry
    command = try json["command"].nonEmptyString()
    arguments = try json["args"].strings()
    environment = try Self.environment(json["env"])
    apiVersion = try json["apiVersion"].nonEmptyString()
    installHint = try json["installHint"].nonEmptyString()
    providesClusterInfo = try json["provideClusterInfo"].flag()
    interactiveMode = try json["interactiveMode"].nonEmptyString()
  }

  private static func environment(_ list: JSONCursor) throws(JSONError) -> [(name: String, value: String)] {
    var variables: [(name: String, value: String)] = []
    for element in try list.elements() {
      let name = try element["name"].requiredString()
      variables.append((name, try element["value"].nonEmptyString() ?? ""))
    }
    return variables
  }
}
