extension ManagedFields {
  static func entry(manager: String, apiVersion: String, time: Int64, fields: JSONValue) -> JSONValue {
    [
      "manager": .string(manager), "operation": "Update", "apiVersion": .string(apiVersion),
      "time": .string(Timestamp.text(time)), "fieldsType": "FieldsV1", "fieldsV1": fields,
    ]
  }

  /// The entry of a client that posted an object.
  static func posted(_ object: JSONValue) -> JSONValue {
    var fields: JSONValue = .object([])
    for member in sorted(object) where !["kind", "apiVersion", "metadata"].contains(member.key) {
      fields["f:" + member.key] = member.key == "spec" ? leaves(member.value) : .object([])
    }
    return fields
  }

  /// The fields of a map or a pointer's target: a key for itself, and one for each member.
  static func map(_ value: JSONValue) -> JSONValue {
    .object([JSONMember(".", .object([]))] + leaves(value).members)
  }

  private static func leaves(_ value: JSONValue) -> JSONValue {
    .object(sorted(value).map { JSONMember("f:" + $0.key, .object([])) })
  }

  private static func sorted(_ value: JSONValue) -> [JSONMember] {
    value.members.filter { $0.value != .null }.sorted { $0.key < $1.key }
  }
}
