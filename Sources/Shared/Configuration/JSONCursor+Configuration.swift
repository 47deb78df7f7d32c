/// Fields as settings files have them: missing, `null` and empty are one.
extension JSONCursor {
  /// A text that must be there.
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
