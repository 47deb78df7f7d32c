/// What a list says about itself.
public struct ListMetadata: Equatable, Sendable {
  public var kind = ""
  public var resourceVersion = ""
  /// Asks for the next page; nil on the last one.
  public var continueToken: String?

  public init(kind: String = "") { self.kind = kind }
}

extension ListMetadata {
  /// Reads a whole list, its items left out.
  init(json list: JSONCursor) throws(JSONError) {
    self.init(kind: try list["kind"].string())
    let metadata = list["metadata"]
    resourceVersion = try metadata["resourceVersion"].optionalString() ?? ""
    continueToken = try metadata["continue"].nonEmptyString()
  }

  /// Reads a `ListMeta`.
  mutating func read(protobuf metadata: UnsafeRawBufferPointer) throws(ProtobufError) {
    var reader = ProtobufReader(metadata)
    while let field = try reader.next() {
      switch field.number {
      case 2: resourceVersion = try field.string()
      case 3: continueToken = try field.optionalString()
      default: break
      }
    }
  }
}
