/// The options of a deletion.
struct DeleteOptions: Sendable {
  var uid: String?
  var resourceVersion: String?
  var gracePeriodSeconds: Int64?
  var isDryRun = false

  init() {}

  /// A body makes the server ignore the query.
  init(_ request: ReceivedRequest) throws {
    try self.init(request.body.isEmpty ? Self.value(request.query) : request.json())
  }

  init(_ value: JSONValue) throws {
    uid = value["preconditions"]?["uid"]?.text
    resourceVersion = value["preconditions"]?["resourceVersion"]?.text
    gracePeriodSeconds = value["gracePeriodSeconds"]?.integer
    let dryRun = value["dryRun"]?.elements.compactMap(\.text) ?? []
    isDryRun = dryRun == ["All"]
    if let wrong = dryRun.first(where: { $0 != "All" }) {
      throw StatusError.unsupported("dryRun", .array(dryRun.map { .string($0) }), ["All"], wrong)
    }
    let policies = ["Foreground", "Background", "Orphan"]
    if let policy = value["propagationPolicy"]?.text, !policies.contains(policy) {
      throw StatusError.unsupported("propagationPolicy", .string(policy), policies + ["nil"], policy)
    }
  }

  private static func value(_ query: [String: String]) -> JSONValue {
    var value: JSONValue = .object([])
    value["dryRun"] = query["dryRun"].map { [.string($0)] }
    value["gracePeriodSeconds"] = query["gracePeriodSeconds"].map { .number($0) }
    value["propagationPolicy"] = query["propagationPolicy"].map { .string($0) }
    return value
  }
}

extension ReceivedRequest {
  /// Reads the body. Throws 400 if it is not JSON.
  func json() throws -> JSONValue {
    do {
      return try JSONParser.parse(body)
    } catch {
      throw StatusError.badRequest("couldn't get version/kind; json parse error: \(error)")
    }
  }
}

extension StatusError {
  fileprivate static func unsupported(
    _ field: String, _ value: JSONValue, _ supported: [String], _ text: String
  ) -> StatusError {
    let choices = supported.map { "\"\($0)\"" }.joined(separator: ", ")
    let message = "Unsupported value: \(JSONText.string(value)): supported values: \(choices)"
    let cause: JSONValue = [
      "reason": "FieldValueNotSupported", "message": .string(message), "field": .string(field),
    ]
    return StatusError(
      code: 422, reason: "Invalid",
      message: "DeleteOptions.meta.k8s.io \"\" is invalid: \(field): \(message)",
      details: ["group": "meta.k8s.io", "kind": "DeleteOptions", "causes": [cause]])
  }
}
