/// One reply of a list, read according to its `Content-Type`.
struct ListPage {
  private let kinds: [String]
  // At most one of the two is set. Both are modified in place: a copy would copy the unfinished item with every piece.
  private var json: JSONListReader?
  private var protobuf: ProtobufListReader?

  init(kinds: [String]) { self.kinds = kinds }

  /// Takes the next bytes of the reply, split anywhere.
  ///
  /// - Parameters:
  ///   - contentType: the reply's.
  ///   - item: gets each item's bytes once, before the whole reply is known to be valid.
  /// - Throws: `ReplyError`, and what `item` throws.
  mutating func receive(
    _ bytes: UnsafeRawBufferPointer, contentType: String?,
    item: (UnsafeRawBufferPointer, ReplyEncoding) throws -> Void
  ) throws {
    if json == nil, protobuf == nil { try makeReader(contentType) }
    try json?.receive(bytes) { try item($0, .json) }
    try protobuf?.receive(bytes) { try item($0, .protobuf) }
  }

  /// Ends the reply. Act on the items only after it returns.
  ///
  /// - Throws: `ReplyError` if the reply was cut off, is not a list of the expected kind, or has trailing data.
  func finish() throws -> ListMetadata {
    guard let metadata = try readMetadata() else { throw ReplyError.cut }
    if let problem = metadata.problemOfLastPage { throw ReplyError.malformed(problem) }
    return metadata
  }

  private func readMetadata() throws -> ListMetadata? {
    if var json { return try json.finish() }
    if var protobuf { return try protobuf.finish() }
    return nil
  }

  private mutating func makeReader(_ contentType: String?) throws(ReplyError) {
    switch ReplyEncoding(contentType: contentType) {
    case .json: json = JSONListReader(expecting: kinds)
    case .protobuf: protobuf = ProtobufListReader(expecting: kinds)
    case nil:
      if WebPage.isOne(contentType: contentType, body: []) { throw .webPage }
      let shown = contentType.map { "\"\($0.beginning(100))\"" } ?? "missing"
      throw .malformed("its Content-Type is \(shown), neither JSON nor Kubernetes' protobuf")
    }
  }
}
