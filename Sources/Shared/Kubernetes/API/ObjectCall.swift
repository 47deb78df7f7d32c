extension APIServer {
  /// Reads one object; nil if the server says that there is none.
  ///
  /// - Throws: also for another object than the one that was asked for, and for a 404 that is not the API's
  ///   own or about another object.
  func object<Object>(
    kind: String, at path: String, _ action: APIAction,
    decode: (JSONCursor) throws -> Object
  ) throws(APIError) -> Object? {
    let response: HTTPResponse
    do { response = try perform(.get, path, accept: Accept.json, action) } catch {
      guard error.saysNotFound else { throw error }
      return nil
    }
    return try decoded(response, kinds: [kind], action, decode)
  }

  /// The object in a 2xx; if the action names one, that very object.
  func decoded<Object>(
    _ response: HTTPResponse, kinds: [String], _ action: APIAction, _ decode: (JSONCursor) throws -> Object
  ) throws(APIError) -> Object {
    let problem: ReplyError
    do {
      let json = JSONCursor(try JSONValue(parsing: response.body))
      let found = try json["kind"].optionalString() ?? ""
      if kinds.contains(found) {
        try action.check(json)
        return try decode(json)
      }
      problem = found == "Status" ? .status(Status(json: json)) : .unexpectedKind(found, expected: kinds)
    } catch {
      problem = .malformed("\(error)")
    }
    throw unreadable(problem, auditID: response.auditID, action)
  }
}

extension APIError {
  /// Whether it is the API's own 404, and about this object: a proxy's page must not look like an object's
  /// end, nor the end of another object.
  var saysNotFound: Bool {
    guard case .refused(code: 404, let status, _) = cause else { return false }
    return status.reason == "NotFound" && action.isAbout(status.subject)
  }
}

extension APIAction {
  /// - Throws: if the object is not the one that the action names.
  fileprivate func check(_ object: JSONCursor) throws(JSONError) {
    guard let name, !name.isEmpty else { return }
    let metadata = object["metadata"]
    try Self.check(metadata["name"], name)
    try Self.check(metadata["namespace"], namespace)
  }

  private static func check(_ place: JSONCursor, _ expected: String?) throws(JSONError) {
    guard try place.nonEmptyString() != expected else { return }
    throw place.error(expected.map { "it is not \"\($0)\", as was asked for" } ?? "there should be none")
  }

  /// Whether a `Status` names the object. The API server's 404 for a path that it does not serve names none.
  /// The kind is the resource's name or, in conflicts, the object's kind.
  fileprivate func isAbout(_ subject: Status.Subject) -> Bool {
    guard let kind = subject.kind, subject.name == name else { return false }
    return resource.hasPrefix(kind.lowercased())
  }
}
