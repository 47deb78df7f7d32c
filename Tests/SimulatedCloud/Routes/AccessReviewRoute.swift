/// `POST` of a `SelfSubjectAccessReview`: asks what the client may do.
struct AccessReviewRoute: Route {
  private static let group = "authorization.k8s.io"

  /// Every client with an identity may ask.
  static func isOpen(_ path: APIPath, _ verb: String) -> Bool {
    path.group == group && path.resource == "selfsubjectaccessreviews" && verb == "create"
  }

  func answer(_ call: Call) throws -> Answer? {
    guard let path = call.path, Self.isOpen(path, path.verb(call.request.method, watch: false)) else {
      return nil
    }
    let negotiated = try call.negotiate()
    guard let review = try? JSONParser.parse(call.request.body),
      let attributes = review["spec"]?["resourceAttributes"]
    else { throw StatusError.badRequest("the body is no SelfSubjectAccessReview about a resource") }
    let fields: JSONValue = ["f:spec": ["f:resourceAttributes": ManagedFields.map(attributes)]]
    let managed = ManagedFields.entry(
      manager: call.request.manager, apiVersion: Self.group + "/v1", time: call.cloud.now, fields: fields)
    let value: JSONValue = [
      "metadata": ["managedFields": [managed]], "spec": ["resourceAttributes": attributes],
      "status": ["allowed": .bool(isAllowed(attributes, call))],
    ]
    return call.answer(
      value, as: .selfSubjectAccessReview, kind: "SelfSubjectAccessReview", apiVersion: Self.group + "/v1",
      status: 201, negotiated.encoding)
  }

  private func isAllowed(_ attributes: JSONValue, _ call: Call) -> Bool {
    func text(_ name: String) -> String? { attributes[name]?.text.flatMap { $0.isEmpty ? nil : $0 } }
    let resource = [text("resource"), text("subresource")].compactMap { $0 }.joined(separator: "/")
    return call.cloud.permissions.allow(
      call.user, text("verb") ?? "", resource: resource, namespace: text("namespace"))
  }
}

extension Call {
  /// An object that is not stored, in the requested encoding.
  func answer(
    _ value: JSONValue, as schema: Schema, kind: String, apiVersion: String, status: Int,
    _ encoding: Negotiation.Encoding
  ) -> Answer {
    let bytes: [UInt8]
    switch encoding {
    case .json:
      let head = #"{"kind":"\#(kind)","apiVersion":"\#(apiVersion)","#
      bytes = pretty(Array(head.utf8) + JSONEncoding.members(of: value, as: schema).bytes + Array("}".utf8))
    case .protobuf:
      bytes = Envelope.wrap(
        ProtobufEncoding.encode(value, as: schema).bytes, apiVersion: apiVersion, kind: kind)
    }
    return Answer(status: status, contentType: encoding.mediaType, body: .bytes(bytes))
  }
}
