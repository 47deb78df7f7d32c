/// Reads a list in JSON, its members in any order, compact or pretty-printed.
///
/// The items are cut out and handed on unchecked: whoever takes one parses it, alone. All the rest is
/// parsed as one JSON value at the end, so that nothing can be missing and nothing can follow.
public struct JSONListReader: ListReader, Sendable {
  private let kinds: [String]
  private var scanner: JSONItemSplitter
  private var hasFailed = false

  /// - Parameter kinds: the lists that are welcome: `PodList`.
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
