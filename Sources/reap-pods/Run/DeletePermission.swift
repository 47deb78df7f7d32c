import Shared

/// Whether we may delete pods in a namespace, or evict them, as the server says beforehand.
struct DeletePermission {
  /// nil: all.
  let namespace: String?
  /// Why not; nil if allowed, or if the server does not say.
  let refusal: String?

  /// A no for a namespace leaves it out; a no for all namespaces does not, since a role may allow it in some.
  var isListed: Bool { refusal == nil || namespace == nil }
}

/// The server says beforehand that we may not do it.
struct PermissionError: DiagnosedError, Equatable {
  let reason: String

  var exitStatus: ExitStatus { .noperm }
  var description: String { reason }
}

extension ReapReport {
  mutating func note(_ permission: DeletePermission) {
    guard let refusal = permission.refusal else { return }
    if let namespace = permission.namespace {
      note(PermissionError(reason: "namespace \(namespace) is left out: \(refusal)"))
    } else {
      warnings.append(Warning(message: "in all namespaces \(refusal); in some it may be allowed"))
    }
  }
}

extension ReapRun {
  /// The server's version, and whether we may delete in the namespaces. All is asked at once: nothing of it
  /// depends on the rest, and the lists on all of it.
  func askBeforeListing(
    _ namespaces: [String?], _ server: APIServer
  ) throws(APIError) -> (ServerVersion?, [DeletePermission]) {
    var version: Result<ServerVersion?, APIError>?
    server.send(.readVersion) { version = $0 }
    let refusals = refusals(in: namespaces, server)
    server.client.run { version == nil }
    return (
      try version?.get(),
      zip(namespaces, refusals).map { DeletePermission(namespace: $0, refusal: $1) }
    )
  }

  /// Why not, for each namespace; nil if allowed, or if the server does not say.
  private func refusals(in namespaces: [String?], _ server: APIServer) -> [String?] {
    let evicts = command.safety.evict
    let (verb, subresource) = evicts ? ("create", "eviction") : ("delete", nil)
    let resource = evicts ? "pods/eviction" : "pods"
    var refusals = [String?](repeating: nil, count: namespaces.count)
    let queue = RequestQueue(server.client, concurrency: command.safety.concurrency, perSecond: 0)
    _ = queue.run(namespaces.count) { [log] index, done in
      let call = APICall.accessReview(verb, "pods", subresource: subresource, namespace: namespaces[index])
      server.send(call) { answer in
        switch answer {
        case .success(.allowed): break
        case .success(.denied(let reason)):
          let why = reason.map { " (\($0))" } ?? ""
          refusals[index] = "\(server.identity()) may not \(verb) \(resource)\(why): a role must allow it"
        case .failure(let error): log.info("whether we may \(verb) pods is not known: \(error)")
        }
        done()
      }
    }
    return refusals
  }
}
