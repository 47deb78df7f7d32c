/// A kubeconfig, or several merged into one.
struct Kubeconfig {
  private(set) var clusters: [String: KubeconfigCluster] = [:]
  private(set) var users: [String: KubeconfigUser] = [:]
  private(set) var contexts: [String: KubeconfigContext] = [:]
  private(set) var currentContext: String?

  init() {}

  /// - Parameter file: its path, for errors and for resolving relative paths.
  init(_ text: [UInt8], file: String) throws(ConfigurationError) {
    let root = KubeconfigEntry(file: file, json: JSONCursor(try Self.parse(text, file: file)))
    try root.read(Self.checkKind(root.json))
    clusters = try Self.named(root, "clusters", "cluster", KubeconfigCluster.init)
    users = try Self.named(root, "users", "user", KubeconfigUser.init)
    contexts = try Self.named(root, "contexts", "context", KubeconfigContext.init)
    currentContext = try root.read(root.json["current-context"].nonEmptyString())
  }

  var isEmpty: Bool { clusters.isEmpty && users.isEmpty && contexts.isEmpty && currentContext == nil }

  /// Adds what is not here yet: whole entries by name, and the current context (client-go, `clientcmd/loader.go`,
  /// `ClientConfigLoadingRules.Load`).
  mutating func merge(_ later: Kubeconfig) {
    clusters.merge(later.clusters) { first, _ in first }
    users.merge(later.users) { first, _ in first }
    contexts.merge(later.contexts) { first, _ in first }
    currentContext = currentContext ?? later.currentContext
  }

  private static func parse(_ text: [UInt8], file: String) throws(ConfigurationError) -> JSONValue {
    let value: JSONValue
    do { value = try JSONValue(yaml: text) } catch {
      guard mayBeKubeconfig(text) else { throw ConfigurationError(notKubeconfig: file) }
      throw ConfigurationError(place: file, problem: error.description)
    }
    switch value {
    case .object, .null: return value
    default: throw ConfigurationError(notKubeconfig: file)
    }
  }

  /// Whether a file that is not valid YAML mentions anything that a kubeconfig has. Otherwise, where the YAML breaks
  /// is of no interest.
  private static func mayBeKubeconfig(_ text: [UInt8]) -> Bool {
    let text = String(decoding: text, as: UTF8.self)
    let keys = ["clusters:", "contexts:", "users:", "current-context:", "apiVersion:"]
    return keys.contains { text.contains($0) }
  }

  private static func checkKind(_ root: JSONCursor) throws(JSONError) {
    guard try root["kind"].nonEmptyString() ?? "Config" == "Config" else {
      throw root["kind"].error("not Config; this is not a kubeconfig")
    }
    guard try root["apiVersion"].nonEmptyString() ?? "v1" == "v1" else {
      throw root["apiVersion"].error("not v1")
    }
  }

  /// `clusters: [{name: NAME, cluster: {…}}]` and similar lists, by name.
  private static func named<Value>(
    _ root: KubeconfigEntry, _ list: String, _ key: String,
    _ make: (KubeconfigEntry) throws(JSONError) -> Value
  ) throws(ConfigurationError) -> [String: Value] {
    var values: [String: Value] = [:]
    for element in try root.read(root.json[list].elements()) {
      let name = try root.read(element["name"].requiredString())
      let value = try root.read(element[key].value())
      let entry = KubeconfigEntry(
        file: root.file, label: "\(key) \"\(name)\"", json: JSONCursor(value ?? .null))
      guard values[name] == nil else { throw entry.error("is defined twice; remove one") }
      values[name] = try entry.read(make(entry))
    }
    return values
  }
}

/// A context's entry in a kubeconfig.
struct KubeconfigContext {
  let entry: KubeconfigEntry
  let cluster: String?
  let user: String?
  let namespace: String?

  init(_ entry: KubeconfigEntry) throws(JSONError) {
    let json = entry.json
    self.entry = entry
    cluster = try json["cluster"].nonEmptyString()
    user = try json["user"].nonEmptyString()
    namespace = try json["namespace"].nonEmptyString()
    if namespace?.isPathSegment == false {
      throw json["namespace"].error("not a valid namespace name")
    }
  }
}
