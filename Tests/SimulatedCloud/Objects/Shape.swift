/// What similar objects share: encoding templates, and the fields that selectors and deletion use.
final class Shape: Sendable {
  let resource: Resource
  /// The object, with slots for what differs.
  let value: JSONValue
  let encodings: Encodings
  let labels: [String: Piece]
  let fields: [String: Piece]
  /// The object's finalizers.
  let holders: [String]

  struct Encodings: Sendable {
    /// `"metadata":…,"spec":…,"status":…`, without braces and kind.
    let json: Template
    let metadataJSON: Template
    let protobuf: Template
    let metadataProtobuf: Template
  }

  /// Makes the shape of an object. Its identity and times become slots.
  init(_ object: JSONValue, of resource: Resource) {
    self.resource = resource
    let value = Self.hollow(object, resource)
    self.value = value
    encodings = Encodings(
      json: Template(JSONEncoding.members(of: value, as: resource.schema)),
      metadataJSON: Template(JSONEncoding.members(of: value, as: .partialObjectMetadata)),
      protobuf: Template(ProtobufEncoding.encode(value, as: resource.schema)),
      metadataProtobuf: Template(ProtobufEncoding.encode(value, as: .partialObjectMetadata)))
    let labels = value["metadata"]?["labels"]?.members ?? []
    self.labels = Dictionary(uniqueKeysWithValues: labels.map { ($0.key, Self.piece($0.value)) })
    fields = resource.fields.reduce(into: [:]) { fields, field in
      fields[field.key] = Self.field(field.key, in: value, otherwise: field.value)
    }
    // A namespace also has finalizers in its spec.
    let finalizers = [value["metadata"]?["finalizers"], value["spec"]?["finalizers"]]
    holders = finalizers.flatMap { $0?.elements ?? [] }.compactMap(\.text)
  }

  private static func hollow(_ object: JSONValue, _ resource: Resource) -> JSONValue {
    var metadata = object["metadata"] ?? .object([])
    metadata["name"] = .slot(.name)
    metadata["namespace"] = resource.isNamespaced ? .slot(.namespace) : nil
    metadata["uid"] = .slot(.uid)
    metadata["resourceVersion"] = .slot(.resourceVersion)
    if metadata["generation"] != nil { metadata["generation"] = .slot(.generation) }
    metadata["creationTimestamp"] = .slot(.creation)
    metadata["deletionTimestamp"] = .slot(.deletion)
    metadata["deletionGracePeriodSeconds"] = nil
    var value = object
    value["metadata"] = metadata
    return value
  }

  private static func piece(_ value: JSONValue) -> Piece {
    switch value {
    case .slot(let slot): .slot(slot)
    case .string(let text): .constant(text)
    default: .constant(JSONText.string(value))
    }
  }

  private static func field(_ path: String, in value: JSONValue, otherwise: String) -> Piece {
    var found: JSONValue? = value
    for name in path.split(separator: ".") { found = found?[String(name)] }
    return found.map(piece) ?? .constant(otherwise)
  }
}
