import FoundationEssentials

/// A program that provides credentials (client-go, `pkg/apis/clientauthentication`).
public struct ExecPlugin {
  static let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]

  /// A path, or a name to look for in `PATH`.
  public var command: String
  public var arguments: [String]
  /// Added to this process's environment.
  public var environment: [(name: String, value: String)]
  public var apiVersion: String
  /// How to install it, for the error if it is missing.
  public var installHint: String?
  /// The cluster information that it receives, if it asks for any.
  public var clusterInfo: JSONValue?

  public init(
    command: String, arguments: [String] = [], environment: [(name: String, value: String)] = [],
    apiVersion: String = "client.authentication.k8s.io/v1", installHint: String? = nil,
    clusterInfo: JSONValue? = nil
  ) {
    self.command = command
    self.arguments = arguments
    self.environment = environment
    self.apiVersion = apiVersion
    self.installHint = installHint
    self.clusterInfo = clusterInfo
  }

  /// The command without its folders.
  var name: String { command.split(separator: "/").last.map(String.init) ?? command }

  /// The value of `KUBERNETES_EXEC_INFO`.
  func info() -> JSONValue {
    var spec: [JSONValue.Member] = []
    if let clusterInfo { spec.append(.init("cluster", clusterInfo)) }
    spec.append(.init("interactive", false))
    return ["kind": "ExecCredential", "apiVersion": .string(apiVersion), "spec": .object(spec)]
  }
}

extension ExecPlugin {
  init(
    _ exec: KubeconfigExec, cluster: KubeconfigCluster, authorities: [UInt8]?
  ) throws(ConfigurationError) {
    guard let command = exec.command else { throw exec.entry["command"].error("is missing") }
    self.init(
      command: command.contains("/")
        ? KubeconfigPath.resolve(command, besides: exec.entry.file) : command,
      arguments: exec.arguments, environment: exec.environment, apiVersion: try Self.version(exec),
      installHint: exec.installHint,
      clusterInfo: exec.providesClusterInfo ? Self.info(cluster, authorities) : nil)
    try Self.checkInteractiveMode(exec)
  }

  private static func version(_ exec: KubeconfigExec) throws(ConfigurationError) -> String {
    guard let version = exec.apiVersion, versions.contains(version) else {
      throw exec.entry["apiVersion"].error("expected \(versions.joined(separator: " or "))")
    }
    return version
  }

  private static func checkInteractiveMode(_ exec: KubeconfigExec) throws(ConfigurationError) {
    switch exec.interactiveMode {
    case nil, "Never", "IfAvailable": return
    case "Always":
      throw exec.entry["interactiveMode"].error(
        "Always needs a terminal, which podkeeper does not provide; use another user")
    default: throw exec.entry["interactiveMode"].error("expected Never, IfAvailable or Always")
    }
  }

  private static func info(_ cluster: KubeconfigCluster, _ authorities: [UInt8]?) -> JSONValue {
    var members: [JSONValue.Member] = []
    func add(_ key: String, _ value: JSONValue?) {
      if let value { members.append(.init(key, value)) }
    }
    add("server", cluster.server.map { .string($0) })
    add("tls-server-name", cluster.serverName.map { .string($0) })
    add("certificate-authority-data", authorities.map { .string(Data($0).base64EncodedString()) })
    add("proxy-url", cluster.proxy.map { .string($0) })
    add("disable-compression", cluster.disablesCompression ? true : nil)
    add("config", cluster.execConfiguration)
    return .object(members)
  }
}
