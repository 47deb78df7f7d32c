/// One request on its way through the routes.
struct Call: Sendable {
  let request: ReceivedRequest
  /// nil for a path that names no resource, such as `/version`.
  let path: APIPath?
  let user: String
  let cloud: CloudState
  let behavior: Behavior
  let faults: [FaultAction]

  var store: Store { cloud.store }

  /// The negotiated format of the response. Throws 406 if the server supports none of the accepted types.
  func negotiate() throws -> Negotiation {
    if let negotiated = Negotiation(accept: request.accept, behavior: behavior, views: true) {
      return negotiated
    }
    let types = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]
    throw StatusError.notAcceptable(
      "only the following media types are accepted: \(types.joined(separator: ", "))")
  }
}

/// Answers requests to some paths. Returns nil for other paths.
protocol Route: Sendable {
  func answer(_ call: Call) async throws -> Answer?
}
