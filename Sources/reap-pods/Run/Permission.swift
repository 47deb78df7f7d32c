import Shared

extension ReapRun {
  /// The namespaces in which we may delete, or evict. A no for a namespace leaves it out; a no for all
  /// namespaces is only a warning, since a role may allow it in some.
  mutating func permitted(_ namespaces: [String?], on server: APIServer) -> [String?] {
    namespaces.filter { namespace in
      guard let refusal = refusal(in: namespace, on: server) else { return true }
      guard let namespace else {
        warn("in all namespaces \(refusal); in some it may be allowed")
        return true
      }
      note(PermissionError(reason: "namespace \(namespace) is left out: \(refusal)"))
      return false
    }
  }

  /// Why not; nil if allowed, or if the server does not say.
  private func refusal(in namespace: String?, on server: APIServer) -> String? {
    let evicts = command.safety.evict
    let (verb, subresource) = evicts ? ("create", "eviction") : ("delete", nil)
    do {
      let answer = try server.mayI(verb, "pods", subresource: subresource, namespace: namespace)
      guard case .denied(let reason) = answer else { return nil }
      let resource = evicts ? "pods/eviction" : "pods"
      let why = reason.map { " (\($0))" } ?? ""
      return "\(server.identity()) may not \(verb) \(resource)\(why): a role must allow it"
    } catch {
      log.info("whether we may \(verb) pods is not known: \(error)")
      return nil
    }
  }
}

/// The server says beforehand that we may not do it.
struct PermissionError: DiagnosedError, Equatable {
  let reason: String

  var exitStatus: ExitStatus { .noperm }
  var description: String { reason }
}
