/// One reply of a list; its `Content-Type` says how it is to be read.
struct ListPage {
  private enum Reader {
    case json(JSONListReader)
    case protobuf(ProtobufListReader)
  }

  private let kinds: [String]
  private var reader: Reader?

  init(kinds: [String]) { self.kinds = kinds }

  /// Takes in the next bytes of the reply, cut anywhere.
  ///
  /// - Parameters:
  ///   - contentType: the reply's.
  ///   - item: gets each item's bytes once, before the whole reply is known to be good.
  /// - Throws: `ListError`, and what `item` throws.
  mutating func receive(
    _ bytes: UnsafeRawBufferPointer, contentType: String?,
    item: (UnsafeRawBufferPointer, ReplyEncoding) throws -> Void
  ) throws {
    if reader == nil { reader = try makeReader(contentType) }
    // Taken out while it works: two references would copy what it holds.
    let current = reader.take()
    switch current {
    case .json(var json):
      try json.receive(bytes) { try item($0, .json) }
      reader = .json(json)
    case .protobuf(var protobuf):
      try protobuf.receive(bytes) { try item($0, .protobuf) }
      reader = .protobuf(protobuf)
    case nil: break
    }
  }

  /// Says that no more bytes will come: only after it may the items be acted upon.
  ///
  /// - Throws: `ListError` if the reply was cut, was no list of the expected kind, or had something behind it.
  func finish() throws -> ListMetadata {
    switch reader {
    case .json(var json): try json.finish()
    case .protobuf(var protobuf): try protobuf.finish()
    case nil: throw ListError.cut
    }
  }

  private func makeReader(_ contentType: String?) throws(ListError) -> Reader {
    switch ReplyEncoding(contentType: contentType) {
    case .json: return .json(JSONListReader(expecting: kinds))
    case .protobuf: return .protobuf(ProtobufListReader(expecting: kinds))
    case nil:
      let shown = contentType.map { "\"\($0.beginning(100))\"" } ?? "missing"
      throw .malformed("its Content-Type is \(shown), neither JSON nor Kubernetes' protobuf")
    }
  }
}
