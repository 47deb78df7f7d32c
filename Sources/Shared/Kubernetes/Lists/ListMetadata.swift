/// What a list says about itself.
public struct ListMetadata: Equatable, Sendable {
  public var kind = ""
  public var resourceVersion = ""
  /// Asks for the next page; nil on the last one.
  public var continueToken: String?
  /// How many items come on the pages after this one; nil if the server does not say.
  public var remainingItemCount: Int64?

  public init(kind: String = "") { self.kind = kind }

  /// A page with no successor, although items are still to come; nil if all is well.
  var problemOfLastPage: String? {
    guard continueToken == nil, let count = remainingItemCount, count > 0 else { return nil }
    return "metadata.remainingItemCount: \(count) more items, but no continue token to ask for them"
  }
}

extension ListMetadata {
  /// Reads a whole list, its items left out.
  init(json list: JSONCursor) throws(JSONError) {
    self.init(kind: try list["kind"].string())
    let metadata = list["metadata"]
    resourceVersion = try metadata["resourceVersion"].optionalString() ?? ""
    continueToken = try metadata["continue"].nonEmptyString()
    remainingItemCount = try metadata["remainingItemCount"].optionalInteger()
  }

  /// Reads a `ListMeta`.
  mutating func read(protobuf metadata: UnsafeRawBufferPointer) throws(ProtobufError) {
    var reader = ProtobufReader(metadata)
    while let field = try reader.next() {
      switch field.number {
      case 2: resourceVersion = try field.string()
      case 3: continueToken = try field.optionalString()
      case 4: remainingItemCount = try field.integer()
      default: break
      }
    }
  }
}
