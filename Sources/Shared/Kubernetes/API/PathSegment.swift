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
}
