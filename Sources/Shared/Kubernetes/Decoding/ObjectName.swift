// Names that go into a path of the API.

extension String {
  /// Whether a path of the API can hold it as a name: Kubernetes' own `path.IsValidPathSegmentName`, and no
  /// control characters. Who resolves `.` and `..` on the way asks for another object.
  public var isPathSegment: Bool {
    guard !isEmpty, self != ".", self != ".." else { return false }
    return !unicodeScalars.contains { $0.controls || $0 == "/" || $0 == "%" }
  }

  /// What is wrong with it as a name; nil if nothing is.
  var problemAsName: String? {
    if isEmpty { return "it is empty" }
    return isPathSegment ? nil : "no object can have such a name"
  }

  /// - Throws: `ItemError` unless a path of the API can hold it as a name.
  func check(asName path: String) throws {
    if let problem = problemAsName { throw ItemError(path: path, problem: problem) }
  }
}

extension JSONCursor {
  /// A name that a path of the API can hold.
  func objectName() throws(JSONError) -> String {
    let name = try string()
    if let problem = name.problemAsName { throw error(problem) }
    return name
  }

  /// nil for the empty text too.
  func optionalObjectName() throws(JSONError) -> String? {
    try nonEmptyString() == nil ? nil : objectName()
  }
}
