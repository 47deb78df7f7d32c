/// The server's answer to a call.
struct APIResponse {
  let server: APIServer
  let action: APIAction
  let http: HTTPResponse

  /// - Throws: unless the status is 2xx.
  func success() throws(APIError) -> HTTPResponse {
    guard http.head.isSuccess else { throw refusal }
    return http
  }

  var refusal: APIError { server.refusal(http, action) }

  private var isWebPage: Bool { WebPage.isOne(contentType: http.head["Content-Type"], body: http.body) }

  func unreadable(_ problem: ReplyError) -> APIError {
    var problem = problem
    if case .malformed = problem, isWebPage { problem = .webPage }
    return server.unreadable(problem, auditID: http.auditID, action)
  }

  /// Whether it is the API's own 404 for this object. A proxy's page, or a 404 for another object, must not look as if
  /// this one were gone.
  var saysNotFound: Bool {
    guard http.status == 404 else { return false }
    let status = Status(http)
    return status.reason == "NotFound" && action.isAbout(status.subject)
  }

  /// The object in a 2xx. If the action names an object, it must be that one.
  func object<Object>(
    kinds: [String], _ decode: (JSONCursor) throws -> Object
  ) throws(APIError) -> Object {
    let body = try success().body
    let problem: ReplyError
    do {
      let json = JSONCursor(try JSONValue(parsing: body))
      let found = try json["kind"].optionalString() ?? ""
      if kinds.contains(found) {
        try action.check(json)
        return try decode(json)
      }
      problem = found == "Status" ? .status(Status(json: json)) : .unexpectedKind(found, expected: kinds)
    } catch {
      problem = .malformed("\(error)")
    }
    throw unreadable(problem)
  }
}

extension APIAction {
  /// - Throws: if it is not the object that the action names.
  fileprivate func check(_ object: JSONCursor) throws(JSONError) {
    guard let name, !name.isEmpty else { return }
    let metadata = object["metadata"]
    try Self.check(metadata["name"], name)
    try Self.check(metadata["namespace"], namespace)
  }

  private static func check(_ place: JSONCursor, _ expected: String?) throws(JSONError) {
    guard try place.nonEmptyString() != expected else { return }
    throw place.error(expected.map { "it is not \"\($0)\", as requested" } ?? "there should be none")
  }

  /// Whether a `Status` names the object. The API server's 404 for an unknown path names none. The kind is the
  /// resource's name or, in conflicts, the object's kind.
  fileprivate func isAbout(_ subject: Status.Subject) -> Bool {
    guard let kind = subject.kind, subject.name == name else { return false }
    let plural = resource.split(separator: "/")[0]
    return [kind.lowercased(), "\(kind.lowercased())s"].contains { $0 == plural }
  }
}

extension Status {
  /// Reads the body of a response that is not a 2xx.
  init(_ response: HTTPResponse) {
    self = response.body.withUnsafeBytes { Status(body: $0, contentType: response.head["Content-Type"]) }
  }
}
