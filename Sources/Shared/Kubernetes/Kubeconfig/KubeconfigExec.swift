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

  init(_ entry: ConfigurationEntry) throws(ClusterConfigurationError) {
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
  ) throws(ClusterConfigurationError) -> [(name: String, value: String)] {
    var variables: [(name: String, value: String)] = []
    for element in try list.elements() {
      guard let name = try element["name"].string() else { throw element["name"].error("is missing") }
      variables.append((name, try element["value"].string() ?? ""))
    }
    return variables
  }
}
