/// Responses with one object.
extension Call {
  func answer(_ object: StoredObject, status: Int = 200, negotiated: Negotiation) throws -> Answer {
    switch negotiated.view {
    case .object: answer(envelope: object, metadata: false, status: status, negotiated)
    case .metadata: answer(envelope: object, metadata: true, status: status, negotiated)
    case .table: table([object], metadata: ["resourceVersion": .string("\(object.version.resource)")])
    case .metadataList:
      throw StatusError.notAcceptable(
        "you requested PartialObjectMetadataList, but the requested object is not a list (*v1.\(object.kind))"
      )
    }
  }

  private func answer(
    envelope object: StoredObject, metadata: Bool, status: Int, _ negotiated: Negotiation
  ) -> Answer {
    let encodings = object.shape.encodings
    let resource = object.shape.resource
    let apiVersion = metadata ? "meta.k8s.io/v1" : resource.apiVersion
    let kind = metadata ? "PartialObjectMetadata" : resource.kind
    let bytes: [UInt8]
    switch negotiated.encoding {
    case .json:
      let members = (metadata ? encodings.metadataJSON : encodings.json).bytes(object)
      bytes = pretty(
        Array(#"{"kind":"\#(kind)","apiVersion":"\#(apiVersion)","#.utf8) + members + Array("}".utf8))
    case .protobuf:
      let message = (metadata ? encodings.metadataProtobuf : encodings.protobuf).bytes(object)
      bytes = Envelope.wrap(message, apiVersion: apiVersion, kind: kind)
    }
    return Answer(status: status, contentType: negotiated.encoding.mediaType, body: .bytes(bytes))
  }

  /// A `Status`, as JSON or protobuf, whichever the client names first.
  func answer(_ error: StatusError) -> Answer {
    let headers = error.headers.map { (name: $0.0, value: $0.1) }
    let negotiated = Negotiation(accept: request.accept, behavior: behavior, views: false)
    let value = ([JSONMember("kind", "Status"), JSONMember("apiVersion", "v1")] + error.value.members)
    guard let negotiated else {
      var answer = Answer.indented(status: error.code, .object(value))
      answer.headers += headers
      return answer
    }
    let bytes: [UInt8]
    switch negotiated.encoding {
    case .json: bytes = pretty(JSONText.bytes(.object(value)))
    case .protobuf:
      let message = ProtobufEncoding.encode(error.value, as: .status).bytes
      bytes = Envelope.wrap(message, apiVersion: "v1", kind: "Status")
    }
    return Answer(
      status: error.code, contentType: negotiated.encoding.mediaType, body: .bytes(bytes), headers: headers)
  }

  /// JSON as Go's encoder writes it: with a newline at the end unless it is indented.
  func pretty(_ bytes: [UInt8]) -> [UInt8] {
    request.wantsIndentation ? PrettyPrinter.print(bytes) : bytes + [0x0a]
  }
}

extension StoredObject {
  var kind: String { shape.resource.kind }
}

extension Template {
  func bytes(_ object: StoredObject) -> [UInt8] {
    let size = size(of: object)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var cursor = Cursor(UnsafeMutableRawPointer(buffer.baseAddress!))
      render(object, to: &cursor)
      count = size
    }
  }
}
