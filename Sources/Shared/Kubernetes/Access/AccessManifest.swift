/// The least roles and bindings for some rules, as YAML: a Role and a RoleBinding for each namespace, and a ClusterRole
/// with its ClusterRoleBinding for the rest.
public struct AccessManifest {
  /// The name of the roles, the bindings and the service account.
  private let tool: String
  private let rules: [AccessRule]

  public init(tool: String, _ rules: [AccessRule]) {
    self.tool = tool
    self.rules = rules
  }

  /// Empty without rules. Otherwise the documents, the whole cluster's first.
  public var lines: [String] {
    let scopes = Set(rules.map(\.namespace)).sorted { ($0 ?? "") < ($1 ?? "") }
    let documents = scopes.flatMap { [role(in: $0), binding(in: $0)] }
    return Array(documents.joined(separator: ["---"]))
  }

  private func role(in namespace: String?) -> [String] {
    head(namespace == nil ? "ClusterRole" : "Role", namespace) + ["rules:"]
      + Self.grouped(rules.filter { $0.namespace == namespace }).flatMap(Self.lines)
  }

  private func binding(in namespace: String?) -> [String] {
    head(namespace == nil ? "ClusterRoleBinding" : "RoleBinding", namespace) + [
      "roleRef:",
      "  apiGroup: rbac.authorization.k8s.io",
      "  kind: \(namespace == nil ? "ClusterRole" : "Role")",
      "  name: \(tool)",
      "subjects:",
      "  - kind: ServiceAccount",
      "    name: \(tool)",
      "    namespace: podkeeper",
    ]
  }

  private func head(_ kind: String, _ namespace: String?) -> [String] {
    ["apiVersion: rbac.authorization.k8s.io/v1", "kind: \(kind)", "metadata:", "  name: \(tool)"]
      + (namespace.map { ["  namespace: \(Self.quoted($0))"] } ?? [])
  }

  /// The rules about the same objects together, each verb once, in the order in which they come first.
  private static func grouped(_ rules: [AccessRule]) -> [[AccessRule]] {
    var groups: [[AccessRule]] = []
    for rule in rules {
      guard let place = groups.firstIndex(where: { $0[0].isAboutSameObjects(as: rule) }) else {
        groups.append([rule])
        continue
      }
      if !groups[place].contains(where: { $0.verb == rule.verb }) { groups[place].append(rule) }
    }
    return groups
  }

  private static func lines(_ rules: [AccessRule]) -> [String] {
    rules.map { "  # \($0.verb): \($0.purpose)" + ($0.isOptional ? " (optional)" : "") } + [
      "  - apiGroups: [\(quoted(rules[0].group))]",
      "    resources: [\(rules[0].resource)]",
    ] + (rules[0].name.map { ["    resourceNames: [\(quoted($0))]"] } ?? []) + [
      "    verbs: [\(rules.map(\.verb).joined(separator: ", "))]"
    ]
  }

  /// Without quotes, `on` and `1` would not be texts.
  private static func quoted(_ text: String) -> String {
    "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }
}

extension AccessRule {
  fileprivate func isAboutSameObjects(as other: AccessRule) -> Bool {
    (group, resource, name) == (other.group, other.resource, other.name)
  }
}
