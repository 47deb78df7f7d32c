/// Whether the user may do something.
public enum AccessAnswer: Equatable, Sendable {
  case allowed
  /// With the authorizer's reason, which is usually nil.
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

extension APICall<AccessAnswer> {
  /// Asks whether the user may do something, without doing it (`SelfSubjectAccessReview`).
  ///
  /// - Parameters:
  ///   - verb: `delete`
  ///   - resource: a resource of the core group, or a part of one: `pods`, `pods/eviction`
  ///   - namespace: nil for all namespaces.
  public static func accessReview(
    _ verb: String, _ resource: String, namespace: String? = nil
  ) -> Self {
    let names = resource.split(separator: "/", maxSplits: 1).map { JSONValue.string(String($0)) }
    var attributes: [JSONValue.Member] = [.init("verb", .string(verb))]
    attributes += zip(["resource", "subresource"], names).map { JSONValue.Member($0, $1) }
    if let namespace { attributes.append(.init("namespace", .string(namespace))) }
    let kind = "SelfSubjectAccessReview"
    let review: JSONValue = [
      "apiVersion": "authorization.k8s.io/v1", "kind": .string(kind),
      "spec": ["resourceAttributes": .object(attributes)],
    ]
    return APICall(
      action: APIAction("create", "selfsubjectaccessreviews", name: ""), method: .post,
      path: APIPath.selfSubjectAccessReviews, body: review, repeatability: .safe
    ) { response throws(APIError) in try response.object(kinds: [kind]) { try AccessAnswer(json: $0) } }
  }
}
