/// A problem with one field of an object.
struct FieldError: Sendable {
  let field: String
  let reason: String
  let message: String

  static func required(_ field: String, _ detail: String = "") -> FieldError {
    let message = detail.isEmpty ? "Required value" : "Required value: \(detail)"
    return FieldError(field: field, reason: "FieldValueRequired", message: message)
  }

  static func invalid(_ field: String, _ value: String, _ detail: String) -> FieldError {
    let shown = JSONText.string(.string(value))
    return FieldError(
      field: field, reason: "FieldValueInvalid", message: "Invalid value: \(shown): \(detail)")
  }

  var cause: JSONValue {
    ["reason": .string(reason), "message": .string(message), "field": .string(field)]
  }
}

extension StatusError {
  static func invalid(_ resource: Resource, _ name: String, _ errors: [FieldError]) -> StatusError {
    let texts = errors.map { "\($0.field): \($0.message)" }
    let all = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    var details = Self.details(name: name, group: resource.groupInErrors, kind: resource.kind)
    details["causes"] = .array(errors.map(\.cause))
    return StatusError(
      code: 422, reason: "Invalid", message: "\(resource.qualifiedKind) \"\(name)\" is invalid: \(all)",
      details: details)
  }
}
