/// An error in the format of the API server.
struct StatusError: Error, Sendable {
  var code: Int
  var reason: String
  var message: String
  var details: JSONValue?
  var metadata: JSONValue = .object([])
  var headers: [(String, String)] = []

  /// The `Status` object without its kind.
  var value: JSONValue {
    var value: JSONValue = ["metadata": metadata, "status": "Failure", "message": .string(message)]
    if !reason.isEmpty { value["reason"] = .string(reason) }
    value["details"] = details
    value["code"] = .integer(code)
    return value
  }
}

extension StatusError {
  static let unauthorized = StatusError(code: 401, reason: "Unauthorized", message: "Unauthorized")

  static func badRequest(_ message: String) -> StatusError {
    StatusError(code: 400, reason: "BadRequest", message: message)
  }

  static func notFound(_ resource: Resource, _ name: String) -> StatusError {
    StatusError(
      code: 404, reason: "NotFound", message: "\(qualified(resource)) \"\(name)\" not found",
      details: details(name: name, group: resource.groupInErrors, kind: resource.plural))
  }

  static func alreadyExists(_ resource: Resource, _ name: String) -> StatusError {
    StatusError(
      code: 409, reason: "AlreadyExists", message: "\(qualified(resource)) \"\(name)\" already exists",
      details: details(name: name, group: resource.groupInErrors, kind: resource.plural))
  }

  static func conflict(_ resource: Resource, _ name: String, _ why: String) -> StatusError {
    StatusError(
      code: 409, reason: "Conflict",
      message: "Operation cannot be fulfilled on \(resource.qualifiedKind) \"\(name)\": \(why)",
      details: details(name: name, group: resource.groupInErrors, kind: resource.kind))
  }

  static func notAcceptable(_ message: String) -> StatusError {
    StatusError(code: 406, reason: "NotAcceptable", message: message)
  }

  static func methodNotAllowed(_ resource: String) -> StatusError {
    StatusError(
      code: 405, reason: "MethodNotAllowed",
      message: "the server does not allow this method on the requested resource",
      details: details(kind: resource))
  }

  /// A 403 as the authorizer words it.
  static func forbidden(_ user: String, _ verb: String, _ path: APIPath) -> StatusError {
    let subject = path.group.isEmpty ? path.resource : "\(path.resource).\(path.group)"
    let name = path.name.map { " \"\($0)\"" } ?? ""
    let place = path.permissionNamespace.map { "in the namespace \"\($0)\"" } ?? "at the cluster scope"
    return StatusError(
      code: 403, reason: "Forbidden",
      message: """
        \(subject)\(name) is forbidden: User "\(user)" cannot \(verb) resource "\(path.fullResource)" \
        in API group "\(path.group)" \(place)
        """,
      details: details(name: path.name ?? "", group: path.group, kind: path.resource),
      headers: [("X-Content-Type-Options", "nosniff")])
  }

  static func forbidden(_ user: String, _ verb: String, url: String) -> StatusError {
    StatusError(
      code: 403, reason: "Forbidden", message: "forbidden: User \"\(user)\" cannot \(verb) path \"\(url)\"",
      details: .object([]), headers: [("X-Content-Type-Options", "nosniff")])
  }

  private static func qualified(_ resource: Resource) -> String {
    let group = resource.groupInErrors
    return group.isEmpty ? resource.plural : "\(resource.plural).\(group)"
  }

  static func details(name: String = "", group: String = "", kind: String) -> JSONValue {
    var details: JSONValue = .object([])
    if !name.isEmpty { details["name"] = .string(name) }
    if !group.isEmpty { details["group"] = .string(group) }
    details["kind"] = .string(kind)
    return details
  }
}
