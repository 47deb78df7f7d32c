import Synchronization

/// Who may do what, and where.
final class Permissions: Sendable {
  struct Rule: Sendable {
    var verbs: Set<String>
    var resources: Set<String>
    var namespaces: Set<String>
    /// nil for all.
    var groups: Set<String>?
    /// nil for all objects, and for requests that name none.
    var names: Set<String>?
  }

  private let rules = Mutex<[String: [Rule]]>([:])

  func allow(_ user: String, _ rule: Rule) {
    rules.withLock { $0[user, default: []].append(rule) }
  }

  func allow(_ user: String, _ verb: String, _ path: APIPath) -> Bool {
    allow(
      user, verb, resource: path.fullResource, namespace: path.permissionNamespace, group: path.group,
      name: path.name)
  }

  /// Without a namespace the request is cluster-wide, which only `*` allows.
  func allow(
    _ user: String, _ verb: String, resource: String, namespace: String?, group: String = "",
    name: String? = nil
  ) -> Bool {
    rules.withLock { rules in
      (rules[user] ?? []).contains { rule in
        rule.verbs.has(verb) && rule.resources.has(resource)
          && (namespace.map(rule.namespaces.has) ?? rule.namespaces.contains("*"))
          && rule.groups?.has(group) != false && (rule.names.map { name.map($0.has) ?? false } ?? true)
      }
    }
  }
}

extension Set<String> {
  fileprivate func has(_ word: String) -> Bool { contains("*") || contains(word) }
}
