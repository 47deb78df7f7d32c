/// One kubeconfig, or several that were merged.
struct Kubeconfig {
  private(set) var clusters: [String: KubeconfigCluster] = [:]
  private(set) var users: [String: KubeconfigUser] = [:]
  private(set) var contexts: [String: KubeconfigContext] = [:]
  private(set) var currentContext: String?

  init() {}

  /// - Parameter file: its path, for errors and for the relative paths in it.
  init(_ text: [UInt8], file: String) throws(ConfigurationError) {
    let root = ConfigurationEntry(file: file, label: "", value: try Self.parse(text, file: file))
    try Self.checkKind(root)
    clusters = try Self.named(root, "clusters", "cluster") { entry throws(ConfigurationError) in
      try KubeconfigCluster(entry)
    }
    users = try Self.named(root, "users", "user") { entry throws(ConfigurationError) in
      try KubeconfigUser(entry)
    }
    contexts = try Self.named(root, "contexts", "context") { entry throws(ConfigurationError) in
      try KubeconfigContext(entry)
    }
    currentContext = try root["current-context"].string()
  }

  var isEmpty: Bool { clusters.isEmpty && users.isEmpty && contexts.isEmpty && currentContext == nil }

  /// Takes over what is not here yet: whole entries by name, and the current context
  /// (client-go, `clientcmd/loader.go`, `ClientConfigLoadingRules.Load`).
  mutating func merge(_ later: Kubeconfig) {
    clusters.merge(later.clusters) { first, _ in first }
    users.merge(later.users) { first, _ in first }
    contexts.merge(later.contexts) { first, _ in first }
    currentContext = currentContext ?? later.currentContext
  }

  private static func parse(_ text: [UInt8], file: String) throws(ConfigurationError) -> JSONValue {
    do { return try JSONValue(yaml: text) } catch {
      throw ConfigurationError(place: file, problem: error.description)
    }
  }

  private static func checkKind(_ root: ConfigurationEntry) throws(ConfigurationError) {
    guard try root["kind"].string() ?? "Config" == "Config" else {
      throw root["kind"].error("not Config; this is no kubeconfig")
    }
    guard try root["apiVersion"].string() ?? "v1" == "v1" else { throw root["apiVersion"].error("not v1") }
  }

  /// `clusters: [{name: NAME, cluster: {…}}]` and its like, by name.
  private static func named<Value>(
    _ root: ConfigurationEntry, _ list: String, _ key: String,
    _ make: (ConfigurationEntry) throws(ConfigurationError) -> Value
  ) throws(ConfigurationError) -> [String: Value] {
    var values: [String: Value] = [:]
    for element in try root[list].elements() {
      guard let name = try element["name"].string() else { throw element["name"].error("is missing") }
      let label = "\(key) \"\(name)\""
      guard values[name] == nil else {
        throw ConfigurationError(
          place: "\(root.file): \(label)", problem: "is there twice; remove one")
      }
      values[name] = try make(
        ConfigurationEntry(file: root.file, label: label, value: try element[key].value()))
    }
    return values
  }
}

/// A context's entry in a kubeconfig.
struct KubeconfigContext {
  let entry: ConfigurationEntry
  let cluster: String?
  let user: String?
  let namespace: String?

  init(_ entry: ConfigurationEntry) throws(ConfigurationError) {
    self.entry = entry
    cluster = try entry["cluster"].string()
    user = try entry["user"].string()
    namespace = try entry["namespace"].string()
    if namespace?.isPathSegment == false {
      throw entry["namespace"].error("no namespace has such a name")
    }
  }
}
