/// A request's path, split as the API server splits it.
struct APIPath: Sendable {
  var group = ""
  var version = ""
  var namespace: String?
  var resource = ""
  var name: String?
  var subresource: String?

  /// Nothing for a path that names no resource.
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
    // A namespace's own subresources stand where a resource in it would.
    let isOfNamespace = parts.count == 3 && ["finalize", "status"].contains(parts[2])
    if parts[0] == "namespaces", parts.count > 2, !isOfNamespace {
      namespace = parts[1]
      parts.removeFirst(2)
    }
    resource = parts[0]
    name = parts.count > 1 ? parts[1] : nil
    subresource = parts.count > 2 ? parts[2] : nil
  }

  /// The verb that permissions are about.
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

  /// The resource, with its subresource behind a slash.
  var fullResource: String { subresource.map { "\(resource)/\($0)" } ?? resource }
}
