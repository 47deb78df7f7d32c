/// A message of the API: its fields in the order of JSON, with their numbers in protobuf.
final class Schema: Sendable {
  let fields: [SchemaField]
  /// The same fields in the order of protobuf.
  let numbered: [SchemaField]

  init(_ fields: [SchemaField]) {
    self.fields = fields
    numbered = fields.sorted { $0.number < $1.number }
  }
}

/// One field of a message.
struct SchemaField: Sendable {
  let name: String
  let number: Int
  let type: FieldType
  /// Go's protobuf writes non-pointer fields even if they are zero.
  let always: Bool
}

/// The type of a field.
enum FieldType: Sendable {
  case string
  case integer
  case bool
  case time
  case quantity
  /// A message that holds arbitrary JSON as bytes in field 1.
  case raw
  case message(Schema)
  /// A protobuf message whose fields JSON inlines in the surrounding object.
  case inline(Schema)
  indirect case list(FieldType)
  /// A map with strings as keys.
  indirect case map(FieldType)
}

/// A field that protobuf always writes.
func field(_ name: String, _ number: Int, _ type: FieldType) -> SchemaField {
  SchemaField(name: name, number: number, type: type, always: true)
}

/// A field that is omitted if unset: a pointer in Go.
func pointer(_ name: String, _ number: Int, _ type: FieldType) -> SchemaField {
  SchemaField(name: name, number: number, type: type, always: false)
}

func list(_ name: String, _ number: Int, _ type: FieldType) -> SchemaField {
  SchemaField(name: name, number: number, type: .list(type), always: false)
}

func map(_ name: String, _ number: Int, _ type: FieldType = .string) -> SchemaField {
  SchemaField(name: name, number: number, type: .map(type), always: false)
}
