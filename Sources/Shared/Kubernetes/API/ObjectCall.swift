extension APIServer {
  /// Reads one object; nil if the server says that there is none.
  ///
  /// - Throws: also for a 404 that is not the API's own: a proxy's page must not look like an object's end.
  func object<Object>(
    kind: String, at path: String, _ action: APIAction,
    decode: (JSONCursor) throws(JSONError) -> Object
  ) throws(APIError) -> Object? {
    let response: HTTPResponse
    do { response = try perform(.get, path, accept: Accept.json, action) } catch {
      guard error.saysNotFound else { throw error }
      return nil
    }
    return try decoded(response, kind: kind, action, decode)
  }

  /// The object in a 2xx.
  func decoded<Object>(
    _ response: HTTPResponse, kind: String, _ action: APIAction,
    _ decode: (JSONCursor) throws(JSONError) -> Object
  ) throws(APIError) -> Object {
    let problem: ListError
    do {
      let json = JSONCursor(try JSONValue(parsing: response.body))
      let found = try json["kind"].optionalString() ?? ""
      if found == kind { return try decode(json) }
      problem = found == "Status" ? .status(Status(json: json)) : .unexpectedKind(found, expected: [kind])
    } catch {
      problem = .malformed("\(error)")
    }
    throw unreadable(problem, auditID: response.auditID, action)
  }
}

extension APIError {
  /// Whether it is the API's own 404: a proxy's page must not look like an object's end.
  var saysNotFound: Bool {
    if case .refused(code: 404, let status, _) = cause { status.reason == "NotFound" } else { false }
  }
}
