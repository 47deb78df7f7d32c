extension ItemDecoder {
  /// Reads a reply that is one object: the answer to a GET, or to a DELETE.
  ///
  /// - Throws: `ListError`; `.status` if the server answers with a `Status` instead.
  public mutating func decode(reply: UnsafeRawBufferPointer, _ encoding: ReplyEncoding) throws -> Object {
    do {
      switch encoding {
      case .protobuf: return try decode(protobufReply: reply)
      case .json: return try decode(jsonReply: JSONCursor(JSONValue(parsing: reply)))
      }
    } catch let error as JSONError {
      throw ListError.malformed(error.description)
    } catch let error as ProtobufError {
      throw ListError.malformed(error.description)
    } catch let error as ItemError { throw ListError.malformed(error.description) }
  }

  private mutating func decode(protobufReply reply: UnsafeRawBufferPointer) throws -> Object {
    let envelope = try ProtobufEnvelope(reply)
    guard let raw = envelope.raw else { throw ListError.cut }
    if envelope.kind == "Status" { throw ListError.status(Status(protobuf: raw)) }
    try check(envelope.kind)
    return try decode(protobuf: raw)
  }

  private mutating func decode(jsonReply reply: JSONCursor) throws -> Object {
    let kind = try reply["kind"].string()
    if kind == "Status" { throw ListError.status(Status(json: reply)) }
    try check(kind)
    return try decode(json: reply)
  }

  private func check(_ kind: String) throws {
    guard Self.kinds.contains(kind) else { throw ListError.unexpectedKind(kind, expected: Self.kinds) }
  }
}
