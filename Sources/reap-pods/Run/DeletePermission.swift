import Shared

/// The server's answer, given beforehand, whether podkeeper may delete or evict pods in a namespace.
struct DeletePermission {
  /// nil for all namespaces.
  let namespace: String?
  /// Why podkeeper may not; nil if it may, or if the server gives no answer.
  let refusal: String?

  /// A refusal for one namespace skips it; a refusal for all does not, because roles may allow it in some.
  var isListed: Bool { refusal == nil || namespace == nil }
}

/// The server said beforehand that podkeeper may not delete pods.
struct PermissionError: DiagnosedError, Equatable {
  let reason: String

  var exitStatus: ExitStatus { .noperm }
  var description: String { reason }
}

extension ReapReport {
  mutating func note(_ permission: DeletePermission) {
    guard let refusal = permission.refusal else { return }
    if let namespace = permission.namespace {
      note(
        PermissionError(
          reason: "skipping namespace \(namespace): \(refusal); grant it a role that allows this"))
    } else {
      warnings.append(Warning(message: "cluster-wide, \(refusal); some namespaces may still allow it"))
    }
  }
}

extension ReapRun {
  /// Requests the server's version and the delete permission for each namespace, all at the same time, because the
  /// lists depend on the answers; for the ledger, also the cluster's UID.
  func askBeforeListing(
    _ namespaces: [String?], _ server: APIServer
  ) throws(APIError) -> (ServerVersion?, [DeletePermission], clusterUID: String?) {
    var version: Result<ServerVersion?, APIError>?
    server.send(.readVersion) { version = $0 }
    var clusterUID: String?
    var asksUID = ledger != nil
    if asksUID {
      server.send(.readClusterUID) { [log] answer in
        asksUID = false
        switch answer {
        case .success(let uid): clusterUID = uid
        case .failure(let error): log.info("the cluster's UID is unknown: \(error)")
        }
      }
    }
    let refusals = refusals(in: namespaces, server)
    server.client.run { version == nil || asksUID }
    return (
      try version?.get(),
      zip(namespaces, refusals).map { DeletePermission(namespace: $0, refusal: $1) },
      clusterUID
    )
  }

  /// The refusal for each namespace; nil if the server allows it or gives no answer.
  private func refusals(in namespaces: [String?], _ server: APIServer) -> [String?] {
    var refusals = [String?](repeating: nil, count: namespaces.count)
    let safety = command.safety
    let queue = RequestQueue(server.client, concurrency: safety.concurrency, perSecond: 0)
    _ = queue.run(namespaces.count) { [log] index, done in
      let rule = safety.removalRule(in: namespaces[index])
      server.send(.accessReview(rule.verb, rule.resource, namespace: rule.namespace)) { answer in
        switch answer {
        case .success(.allowed): break
        case .success(.denied(let reason)):
          let why = reason.map { " (\($0))" } ?? ""
          refusals[index] = "\(server.identity()) may not \(rule.verb) \(rule.resource)\(why)"
        case .failure(let error):
          log.info("could not check the permission to \(rule.verb) \(rule.resource): \(error)")
        }
        done()
      }
    }
    return refusals
  }
}
