// Names that become part of an API path.

extension String {
  /// Whether it can be a name in an API path: Kubernetes' `path.IsValidPathSegmentName`, and no control characters. A
  /// proxy that resolves `.` and `..` would request another object.
  public var isPathSegment: Bool {
    guard !isEmpty, self != ".", self != ".." else { return false }
    return !unicodeScalars.contains { $0.controls || $0 == "/" || $0 == "%" }
  }

  /// Why it cannot be a name; nil if it can.
  var problemAsName: String? {
    if isEmpty { return "it is empty" }
    return isPathSegment ? nil : "no object can have such a name"
  }

  /// - Throws: `ItemError` unless it can be a name in an API path.
  func check(asName path: String) throws {
    if let problem = problemAsName { throw ItemError(path: path, problem: problem) }
  }
}

extension JSONCursor {
  /// A name that can be part of an API path.
  func objectName() throws(JSONError) -> String {
    let name = try string()
    if let problem = name.problemAsName { throw error(problem) }
    return name
  }

  /// nil for an empty string too.
  func optionalObjectName() throws(JSONError) -> String? {
    try nonEmptyString() == nil ? nil : objectName()
  }
}
