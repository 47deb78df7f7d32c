/// The rules for events (kubernetes `pkg/apis/core/validation/events.go`). Lengths are in bytes.
struct EventRules {
  let event: JSONValue
  let namespace: String

  /// The empty fields of the old API, which the server adds to an event.
  static func completed(_ event: JSONValue) -> JSONValue {
    var event = event
    event["deprecatedSource"] = event["deprecatedSource"] ?? .object([])
    event["deprecatedFirstTimestamp"] = event["deprecatedFirstTimestamp"] ?? .null
    event["deprecatedLastTimestamp"] = event["deprecatedLastTimestamp"] ?? .null
    return event
  }

  var before: [FieldError] {
    let regarding = event["regarding"]?["namespace"]?.text ?? ""
    if hasTime {
      let needsNone = regarding.isEmpty && ["default", "kube-system"].contains(namespace)
      return (regarding.isEmpty && !needsNone ? [mismatch(regarding)] : []) + words
    }
    let mayBeEmpty = regarding.isEmpty && namespace == "default"
    return regarding == namespace || mayBeEmpty ? [] : [mismatch(regarding)]
  }

  /// The checks after those of the metadata.
  var after: [FieldError] {
    var errors: [FieldError] = []
    if !hasTime { errors.append(.required("eventTime")) }
    let type = text("type")
    if !["Normal", "Warning"].contains(type) {
      errors.append(.invalid("type", "", "has invalid value: \(type)"))
    }
    let old = ["deprecatedFirstTimestamp", "deprecatedLastTimestamp", "deprecatedCount", "deprecatedSource"]
    for name in old where ![nil, .null, .object([]), 0].contains(event[name]) {
      let shown = name.dropFirst("deprecated".count)
      errors.append(.invalid(shown.prefix(1).lowercased() + shown.dropFirst(), "", "needs to be unset"))
    }
    return errors
  }

  private var hasTime: Bool { event["eventTime"]?.text != nil }

  private func text(_ name: String) -> String { event[name]?.text ?? "" }

  private func mismatch(_ regarding: String) -> FieldError {
    .invalid("involvedObject.namespace", regarding, "does not match event.namespace")
  }

  private var words: [FieldError] {
    let controller = text("reportingController")
    var errors: [FieldError] = controller.isEmpty ? [.required("reportingController")] : []
    if let problem = NameRules.qualified(controller) {
      errors.append(.invalid("reportingController", controller, problem))
    }
    for name in ["reportingInstance", "action", "reason"] {
      if text(name).isEmpty { errors.append(.required(name)) }
      errors += tooLong(text(name), name, limit: 128)
    }
    return errors + tooLong(text("note"), "message", limit: 1024)
  }

  private func tooLong(_ text: String, _ field: String, limit: Int) -> [FieldError] {
    text.utf8.count > limit ? [.invalid(field, "", "can have at most \(limit) characters")] : []
  }
}
