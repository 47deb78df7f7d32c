/// One reply of a list; its `Content-Type` says how it is to be read.
final class ListPage {
  private enum Reader {
    case json(JSONListReader)
    case protobuf(ProtobufListReader)
  }

  private let kinds: [String]
  private var reader: Reader?

  init(kinds: [String]) { self.kinds = kinds }

  func receive(
    _ head: HTTPHead, _ bytes: UnsafeRawBufferPointer,
    item: (UnsafeRawBufferPointer, ReplyEncoding) throws -> Void
  ) throws {
    if reader == nil { reader = try makeReader(head["Content-Type"]) }
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
      let shown = contentType.map { "\"\($0.prefix(100))\"" } ?? "missing"
      throw .malformed("its Content-Type is \(shown), neither JSON nor Kubernetes' protobuf")
    }
  }
}
