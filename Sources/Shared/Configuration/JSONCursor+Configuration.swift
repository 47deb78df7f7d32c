/// Fields of settings files, where missing, `null` and empty mean the same.
extension JSONCursor {
  /// A string that must be present.
  func requiredString() throws(JSONError) -> String {
    guard let text = try nonEmptyString() else { throw error("is missing") }
    return text
  }

  func secret() throws(JSONError) -> Secret? { try nonEmptyString().map { Secret($0) } }

  func flag() throws(JSONError) -> Bool { try optionalBool() ?? false }

  func strings() throws(JSONError) -> [String] {
    var texts: [String] = []
    for element in try elements() { texts.append(try element.nonEmptyString() ?? "") }
    return texts
  }
}
