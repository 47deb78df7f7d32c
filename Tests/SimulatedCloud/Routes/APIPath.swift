/// A request's path, split like the API server does.
struct APIPath: Sendable {
  var group = ""
  var version = ""
  var namespace: String?
  var resource = ""
  var name: String?
  var subresource: String?

  /// nil if the path names no resource.
  init?(_ path: String) {
    var parts = path.split(separator: "/").map(String.init)
    switch parts.first {
    case "api" where parts.count > 2:
      version = parts[1]
      parts.removeFirst(2)
    case "apis" where parts.count > 3:
      (group, version) = (parts[1], parts[2])
      parts.removeFirst(3)
    default: return nil
    }
    // A namespace's subresources are in the same place as resources in it.
    let isOfNamespace = parts.count == 3 && ["finalize", "status"].contains(parts[2])
    if parts[0] == "namespaces", parts.count > 2, !isOfNamespace {
      namespace = parts[1]
      parts.removeFirst(2)
    }
    resource = parts[0]
    name = parts.count > 1 ? parts[1] : nil
    subresource = parts.count > 2 ? parts[2] : nil
  }

  /// The verb for the permission check.
  func verb(_ method: String, watch: Bool) -> String {
    switch method {
    case "GET", "HEAD": name != nil ? "get" : watch ? "watch" : "list"
    case "DELETE": name != nil ? "delete" : "deletecollection"
    case "POST": "create"
    case "PUT": "update"
    case "PATCH": "patch"
    default: method.lowercased()
    }
  }

  /// The namespace for the permission check. A namespace is in itself.
  var permissionNamespace: String? { namespace ?? (resource == "namespaces" ? name : nil) }

  /// The resource, followed by a slash and the subresource if there is one.
  var fullResource: String { subresource.map { "\(resource)/\($0)" } ?? resource }
}
