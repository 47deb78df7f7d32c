/// A list's kind and metadata.
public struct ListMetadata: Equatable, Sendable {
  public var kind = ""
  public var resourceVersion = ""
  /// The token for the next page; nil on the last one.
  public var continueToken: String?
  /// How many items follow on later pages; nil if the server does not say.
  public var remainingItemCount: Int64?

  public init(kind: String = "") { self.kind = kind }

  /// The problem if the last page says that more items follow; else nil.
  var problemOfLastPage: String? {
    guard continueToken == nil, let count = remainingItemCount, count > 0 else { return nil }
    return "metadata.remainingItemCount: \(count) more items, but no continue token to ask for them"
  }
}

extension ListMetadata {
  /// Reads a complete list without its items.
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
