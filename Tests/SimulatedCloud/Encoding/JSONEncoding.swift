/// Writes an object as JSON: the members of its schema, in the schema's order.
enum JSONEncoding {
  static func encode(_ value: JSONValue, as schema: Schema) -> Fragment {
    var fragment = Fragment()
    fragment.append("{")
    fragment.append(members(of: value, as: schema))
    fragment.append("}")
    return fragment
  }

  /// The members without the braces around them.
  static func members(of value: JSONValue, as schema: Schema) -> Fragment {
    var fragment = Fragment()
    var first = true
    append(value, schema, &first, to: &fragment)
    return fragment
  }

  private static func append(
    _ value: JSONValue, _ schema: Schema, _ first: inout Bool, to fragment: inout Fragment
  ) {
    for field in schema.fields {
      if case .inline(let inner) = field.type {
        append(value, inner, &first, to: &fragment)
        continue
      }
      guard let member = value[field.name] else { continue }
      // A deletion has its own comma and keys, because most objects have no deletion.
      if member == .slot(.deletion) {
        fragment.append(.deletionMembers)
        continue
      }
      fragment.append((first ? "\"" : ",\"") + field.name + "\":")
      fragment.append(encode(member, as: field.type))
      first = false
    }
  }

  private static func encode(_ value: JSONValue, as type: FieldType) -> Fragment {
    var fragment = Fragment()
    switch (type, value) {
    case (_, .null): fragment.append("null")
    case (.integer, .slot(let slot)): fragment.append(.text(slot))
    case (_, .slot(let slot)): fragment.append(quoted(slot))
    case (.message(let schema), .object): fragment = encode(value, as: schema)
    case (.list(let element), .array(let elements)):
      fragment.append("[")
      for (index, item) in elements.enumerated() {
        if index > 0 { fragment.append(",") }
        fragment.append(encode(item, as: element))
      }
      fragment.append("]")
    case (.map(let element), .object): fragment = map(value, of: element)
    default: fragment.append(JSONText.bytes(value))
    }
    return fragment
  }

  private static func map(_ value: JSONValue, of element: FieldType) -> Fragment {
    var fragment = Fragment()
    fragment.append("{")
    for (index, entry) in value.stringMap.enumerated() {
      var key: [UInt8] = index > 0 ? [UInt8(ascii: ",")] : []
      JSONText.quote(entry.key, to: &key)
      fragment.append(key + [UInt8(ascii: ":")])
      fragment.append(encode(entry.value, as: element))
    }
    fragment.append("}")
    return fragment
  }

  private static func quoted(_ slot: Slot) -> Fragment {
    var fragment = Fragment()
    fragment.append("\"")
    fragment.append(.text(slot))
    fragment.append("\"")
    return fragment
  }
}
