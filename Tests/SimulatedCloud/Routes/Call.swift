/// One request on its way through the routes.
struct Call: Sendable {
  let request: ReceivedRequest
  /// Nothing for a path that names no resource, such as `/version`.
  let path: APIPath?
  let user: String
  let cloud: CloudState
  let behavior: Behavior
  let faults: [FaultAction]

  var store: Store { cloud.store }

  /// How the client wants its answer; 406 when it wants nothing that can be had.
  func negotiate() throws -> Negotiation {
    if let negotiated = Negotiation(accept: request.accept, behavior: behavior, views: true) {
      return negotiated
    }
    let types = ["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]
    throw StatusError.notAcceptable(
      "only the following media types are accepted: \(types.joined(separator: ", "))")
  }
}

/// Some paths and what to say to them. A route that does not know a path says nothing.
protocol Route: Sendable {
  func answer(_ call: Call) async throws -> Answer?
}
