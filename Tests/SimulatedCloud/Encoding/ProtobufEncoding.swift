/// Writes an object as Kubernetes protobuf: fields sorted by number, including zero values of non-pointers.
enum ProtobufEncoding {
  static func encode(_ value: JSONValue, as schema: Schema) -> Fragment {
    var fragment = Fragment()
    for field in schema.numbered {
      append(value, field, to: &fragment)
    }
    return fragment
  }

  private static func append(_ value: JSONValue, _ field: SchemaField, to fragment: inout Fragment) {
    if case .inline(let schema) = field.type {
      return append(.message(encode(value, as: schema)), field.number, to: &fragment)
    }
    guard let member = value[field.name] else {
      if field.always { append(zero(field.type), field.number, to: &fragment) }
      return
    }
    switch field.type {
    case .list(let type):
      for element in member.elements { append(encode(element, as: type), field.number, to: &fragment) }
    case .map(let type):
      for (key, value) in member.stringMap {
        append(.message(entry(key, value, type)), field.number, to: &fragment)
      }
    default:
      if member == .slot(.deletion) { return fragment.append(.wireDeletion) }
      append(encode(member, as: field.type), field.number, to: &fragment)
    }
  }

  /// A field's contents: a number, or bytes with a length.
  private enum Contents {
    case varint(Int64)
    case generation
    case message(Fragment)
    case splice(Splice)
  }

  private static func append(_ contents: Contents, _ number: Int, to fragment: inout Fragment) {
    func tag(_ wire: UInt64) -> [UInt8] { Varint.bytes(UInt64(number) << 3 | wire) }
    switch contents {
    case .varint(let value): fragment.append(tag(0) + Varint.bytes(UInt64(bitPattern: value)))
    case .generation:
      fragment.append(tag(0))
      fragment.append(.wireGeneration)
    case .message(let inner):
      fragment.append(tag(2))
      fragment.appendMessage(inner)
    case .splice(let splice):
      fragment.append(tag(2))
      fragment.append(splice)
    }
  }

  private static func entry(_ key: String, _ value: JSONValue, _ type: FieldType) -> Fragment {
    var fragment = Fragment()
    append(.message(text(key)), 1, to: &fragment)
    append(encode(value, as: type), 2, to: &fragment)
    return fragment
  }

  private static func encode(_ value: JSONValue, as type: FieldType) -> Contents {
    switch (type, value) {
    case (_, .slot(.generation)): .generation
    case (_, .slot(.creation)): .splice(.wireCreation)
    case (.quantity, .slot(let slot)): .message(wrapped(slot))
    case (_, .slot(let slot)): .splice(.wireText(slot))
    case (.integer, _): .varint(value.integer ?? 0)
    case (.bool, _): .varint(value == .bool(true) ? 1 : 0)
    case (.time, _): .message(value.text.flatMap(Timestamp.seconds).map(time) ?? Fragment())
    case (.quantity, _): .message(wrapped(value.text.map { Array($0.utf8) } ?? JSONText.bytes(value)))
    case (.raw, _): .message(wrapped(JSONText.bytes(value)))
    case (.message(let schema), _): .message(encode(value, as: schema))
    default: .message(text(value.text ?? ""))
    }
  }

  private static func zero(_ type: FieldType) -> Contents {
    switch type {
    case .integer, .bool: .varint(0)
    case .message(let schema): .message(encode(.object([]), as: schema))
    default: .message(Fragment())
    }
  }

  private static func text(_ text: String) -> Fragment {
    var fragment = Fragment()
    fragment.append(text)
    return fragment
  }

  private static func wrapped(_ bytes: [UInt8]) -> Fragment {
    var inner = Fragment()
    inner.append(bytes)
    var fragment = Fragment()
    append(.message(inner), 1, to: &fragment)
    return fragment
  }

  private static func wrapped(_ slot: Slot) -> Fragment {
    var fragment = Fragment()
    append(.splice(.wireText(slot)), 1, to: &fragment)
    return fragment
  }

  private static func time(_ seconds: Int64) -> Fragment {
    var fragment = Fragment()
    append(.varint(seconds), 1, to: &fragment)
    append(.varint(0), 2, to: &fragment)
    return fragment
  }
}
