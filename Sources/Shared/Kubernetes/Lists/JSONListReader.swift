/// Reads a JSON list, with its members in any order, compact or pretty-printed.
///
/// It passes on the items unchecked, and the receiver parses each. At the end, it parses the rest as one JSON value,
/// so that nothing can be missing or extra.
public struct JSONListReader: ListReader, Sendable {
  private let kinds: [String]
  private var scanner: JSONItemSplitter
  private var hasFailed = false

  /// - Parameter kinds: the kinds of lists to accept: `PodList`.
  public init(expecting kinds: [String], limits: ListLimits = ListLimits()) {
    self.kinds = kinds
    scanner = JSONItemSplitter(limits: limits)
  }

  public mutating func receive(
    _ bytes: UnsafeRawBufferPointer, item: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    do { try scanner.receive(bytes, item: item) } catch {
      hasFailed = true
      throw error
    }
  }

  public mutating func finish() throws -> ListMetadata {
    guard !hasFailed, scanner.isComplete else { throw ReplyError.cut }
    do {
      return try metadata(JSONCursor(try JSONValue(parsing: scanner.skeleton)))
    } catch let error as JSONError { throw ReplyError.malformed(error.description) }
  }

  private func metadata(_ list: JSONCursor) throws -> ListMetadata {
    let metadata = try ListMetadata(json: list)
    if metadata.kind == "Status" { throw ReplyError.status(Status(json: list)) }
    guard kinds.contains(metadata.kind) else {
      throw ReplyError.unexpectedKind(metadata.kind, expected: kinds)
    }
    try scanner.checkItems(list)
    return metadata
  }
}
