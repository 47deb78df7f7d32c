import Synchronization

/// Who may do what, and where.
final class Permissions: Sendable {
  struct Rule: Sendable {
    var verbs: Set<String>
    var resources: Set<String>
    var namespaces: Set<String>
  }

  private let rules = Mutex<[String: [Rule]]>([:])

  func allow(_ user: String, _ rule: Rule) {
    rules.withLock { $0[user, default: []].append(rule) }
  }

  func allow(_ user: String, _ verb: String, _ path: APIPath) -> Bool {
    allow(user, verb, resource: path.fullResource, namespace: path.permissionNamespace)
  }

  /// Without a namespace the request is cluster-wide, which only `*` allows.
  func allow(_ user: String, _ verb: String, resource: String, namespace: String?) -> Bool {
    rules.withLock { rules in
      (rules[user] ?? []).contains { rule in
        rule.verbs.has(verb) && rule.resources.has(resource)
          && (namespace.map(rule.namespaces.has) ?? rule.namespaces.contains("*"))
      }
    }
  }
}

extension Set<String> {
  fileprivate func has(_ word: String) -> Bool { contains("*") || contains(word) }
}
