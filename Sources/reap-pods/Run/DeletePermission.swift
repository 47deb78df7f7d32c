import Shared

extension ReapRun {
  /// The server's version, and the namespaces in which we may delete, or evict. All is asked at once: nothing
  /// of it depends on the rest, and the lists on all of it.
  mutating func askBeforeListing(
    _ namespaces: [String?], _ server: APIServer
  ) throws -> (ServerVersion?, permitted: [String?]) {
    var version: Result<ServerVersion?, APIError>?
    server.send(.readVersion) { version = $0 }
    let refusals = refusals(in: namespaces, server)
    server.client.run { version == nil }
    let known = try version?.get()
    report.version = known?.text
    return (known, zip(namespaces, refusals).filter { isPermitted($0, $1) }.map(\.0))
  }

  /// A no for a namespace leaves it out; a no for all namespaces is only a warning, since a role may allow it
  /// in some.
  private mutating func isPermitted(_ namespace: String?, _ refusal: String?) -> Bool {
    guard let refusal else { return true }
    guard let namespace else {
      warn("in all namespaces \(refusal); in some it may be allowed")
      return true
    }
    note(PermissionError(reason: "namespace \(namespace) is left out: \(refusal)"))
    return false
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

/// The server says beforehand that we may not do it.
struct PermissionError: DiagnosedError, Equatable {
  let reason: String

  var exitStatus: ExitStatus { .noperm }
  var description: String { reason }
}
