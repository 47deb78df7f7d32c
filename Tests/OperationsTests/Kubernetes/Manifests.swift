import Foundation
import Shared
import TestSupport

/// The objects that kustomize renders from the shipped manifests.
struct Manifests {
  let objects: [JSONCursor]

  /// - Parameter features: names in `kubernetes/features`, in order.
  init(features: [String] = []) async throws {
    let folder = try TemporaryFolder()
    // kustomize accepts only relative paths.
    let up = folder.path.split(separator: "/").map { _ in ".." }.joined(separator: "/")
    let kubernetes = "\(up)\(Repository.folder)/kubernetes"
    let components = features.map { "  - \(kubernetes)/features/\($0)\n" }.joined()
    _ = try folder.write(
      "kustomization.yaml",
      "resources:\n  - \(kubernetes)/base\n" + (components.isEmpty ? "" : "components:\n\(components)"))
    try await self.init(rendering: folder.path)
  }

  init(rendering folder: String) async throws {
    let run = try await CommandRun("kubectl", ["kustomize", folder])
    guard run.code == 0 else { throw Unrenderable(text: run.errorText) }
    try self.init(yaml: run.text)
  }

  init(yaml: String) throws {
    objects = try yaml.split(separator: "\n---\n").map { document in
      JSONCursor(try JSONValue(yaml: Array(document.utf8)))
    }
  }

  struct Unrenderable: Error { var text: String }

  func all(_ kind: String) throws -> [JSONCursor] {
    try objects.filter { try $0["kind"].string() == kind }
  }

  func one(_ kind: String, _ name: String) throws -> JSONCursor? {
    try all(kind).first { try $0["metadata"]["name"].string() == name }
  }

  /// What a service account may do.
  func permissions(of account: String) throws -> [Permission] {
    try (all("RoleBinding") + all("ClusterRoleBinding")).flatMap { binding in
      guard try binding["subjects"].elements().contains(where: { try $0["name"].string() == account }) else {
        return [Permission]()
      }
      let reference = binding["roleRef"]
      let role = try one(try reference["kind"].string(), try reference["name"].string())
      let namespace = try binding["metadata"]["namespace"].optionalString()
      return try role?["rules"].elements().flatMap { try Permission.of(rule: $0, namespace: namespace) } ?? []
    }
  }
}

/// One verb on one resource, or on one object.
struct Permission: Hashable, CustomStringConvertible {
  var verb: String
  /// `pods/eviction`
  var resource: String
  /// Empty for the core group.
  var group = ""
  /// nil means all objects.
  var name: String?
  /// nil means the whole cluster.
  var namespace: String?

  var description: String {
    let kind = group.isEmpty ? resource : "\(resource).\(group)"
    return "\(verb) \(kind) \(name ?? "") in \(namespace ?? "all")"
  }

  static func of(rule: JSONCursor, namespace: String?) throws -> [Permission] {
    let words = { (key: String) in try rule[key].elements().map { try $0.string() } }
    let names = try rule["resourceNames"].isMissing ? [nil] : words("resourceNames").map(Optional.some)
    return try words("apiGroups").flatMap { group in
      try words("resources").flatMap { resource in
        try words("verbs").flatMap { verb in
          names.map {
            Permission(verb: verb, resource: resource, group: group, name: $0, namespace: namespace)
          }
        }
      }
    }
  }
}
