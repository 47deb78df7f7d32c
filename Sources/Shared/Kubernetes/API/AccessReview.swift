/// Whether we may do something.
public enum AccessAnswer: Equatable, Sendable {
  case allowed
  /// The authorizer's reason, which mostly is none.
  case denied(reason: String?)

  init(json: JSONCursor) throws(JSONError) {
    let status = json["status"]
    guard try status["allowed"].optionalBool() != true else {
      self = .allowed
      return
    }
    let reasons = [try status["reason"].optionalString(), try status["evaluationError"].optionalString()]
    self = .denied(reason: reasons.compactMap(\.self).first { !$0.isEmpty })
  }
}

extension APIServer {
  /// Asks whether we may do something, without doing it (`SelfSubjectAccessReview`).
  ///
  /// - Parameters:
  ///   - verb: `delete`
  ///   - resource: of the core group: `pods`
  ///   - subresource: `eviction`
  ///   - namespace: nil: in all of them.
  public func accessReview(
    _ verb: String, _ resource: String, subresource: String? = nil, namespace: String? = nil
  ) -> APICall<AccessAnswer> {
    var attributes: [JSONValue.Member] = [.init("verb", .string(verb)), .init("resource", .string(resource))]
    if let subresource { attributes.append(.init("subresource", .string(subresource))) }
    if let namespace { attributes.append(.init("namespace", .string(namespace))) }
    let kind = "SelfSubjectAccessReview"
    let review: JSONValue = [
      "apiVersion": "authorization.k8s.io/v1", "kind": .string(kind),
      "spec": ["resourceAttributes": .object(attributes)],
    ]
    let action = APIAction("create", "selfsubjectaccessreviews", name: "")
    let request = request(
      .post, APIPath.selfSubjectAccessReviews, body: review, accept: Accept.json, repeatability: .safe)
    return APICall(request: request) { [self] outcome throws(APIError) in
      try decoded(success(of: outcome, action), kinds: [kind], action) { json throws(JSONError) in
        try AccessAnswer(json: json)
      }
    }
  }
}
