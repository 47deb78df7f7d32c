/// Identifies the client, checks its permission and chooses the route.
struct Router: Sendable {
  let routes: [any Route] = [
    VersionRoute(), DiscoveryRoute(), WatchRoute(), ListRoute(), GetRoute(), DeleteRoute(), CreateRoute(),
    DeleteCollectionRoute(), UpdateRoute(), EvictionRoute(), AccessReviewRoute(),
  ]

  func answer(
    _ request: ReceivedRequest, _ identity: Identity, _ cloud: CloudState, faults: [FaultAction]
  ) async -> Answer {
    let behavior = cloud.behavior
    let path = APIPath(request.path)
    let call = Call(
      request: request, path: path, user: identity.user ?? "", cloud: cloud, behavior: behavior,
      faults: faults)
    do {
      guard identity.user != nil else { throw StatusError.unauthorized }
      try authorize(call)
      return flowControlled(try await route(call), behavior)
    } catch let error as StatusError {
      let answer = call.answer(error)
      return error.code == 401 ? answer : flowControlled(answer, behavior)
    } catch {
      return call.answer(StatusError(code: 500, reason: "InternalError", message: "\(error)"))
    }
  }

  private func authorize(_ call: Call) throws {
    guard let path = call.path else {
      let isOpen = ["/version", "/healthz", "/livez", "/readyz"].contains(call.request.path)
      if isOpen || call.user != Identity.anonymous { return }
      throw StatusError.forbidden(call.user, call.request.method.lowercased(), url: call.request.path)
    }
    let verb = path.verb(call.request.method, watch: call.request.isWatch)
    if AccessReviewRoute.isOpen(path, verb), call.user != Identity.anonymous { return }
    if call.cloud.permissions.allow(call.user, verb, path) { return }
    throw StatusError.forbidden(call.user, verb, path)
  }

  private func route(_ call: Call) async throws -> Answer {
    func error(_ code: Int, _ retryAfter: String?) -> Answer {
      call.answer(StatusError.ordered(code, retryAfter: retryAfter))
    }
    for fault in call.faults { if let answer = fault.instead(error: error) { return answer } }
    for route in routes {
      guard let answer = try await route.answer(call) else { continue }
      return call.faults.lazy.compactMap { $0.afterwards(error: error) }.first ?? answer
    }
    return Answer(
      status: 404, contentType: "text/plain; charset=utf-8", body: .bytes(Array("404 page not found\n".utf8)),
      headers: [("X-Content-Type-Options", "nosniff")])
  }

  /// Every request with an identity passes priority and fairness, which adds headers to its response.
  private func flowControlled(_ answer: Answer, _ behavior: Behavior) -> Answer {
    var answer = answer
    answer.headers += [
      ("X-Kubernetes-Pf-Flowschema-Uid", behavior.flowSchemaUID),
      ("X-Kubernetes-Pf-Prioritylevel-Uid", behavior.priorityLevelUID),
    ]
    return answer
  }
}
