import Shared

/// How pods are removed.
struct DeletionMethod: Equatable, Sendable {
  /// Ask for an eviction instead, which heeds disruption budgets.
  var evicts = false
  /// In seconds; nil: the pod's own.
  var gracePeriod: Int?
  /// The server only checks and changes nothing.
  var isDryRun = false
  /// An Event for each pod deleted.
  var writesEvents = false
}

extension APIServer {
  /// Asks for a pod's removal, bound to its UID and resource version.
  func remove(
    _ pod: Candidate, by removal: DeletionMethod,
    completion: @escaping (Result<RemovalAnswer, APIError>) -> Void
  ) {
    let preconditions = DeletePreconditions(uid: pod.uid, resourceVersion: pod.resourceVersion)
    let grace = pod.judgement.gracePeriod.map(Int.init) ?? removal.gracePeriod
    let options = DeleteOptions(
      preconditions: preconditions, gracePeriodSeconds: grace, isDryRun: removal.isDryRun)
    // A pod whose node is gone cannot be evicted: nobody would confirm it.
    if removal.evicts, pod.judgement.gracePeriod == nil {
      send(.evictPod(namespace: pod.namespace, name: pod.name, options), completion: completion)
    } else {
      send(.deletePod(namespace: pod.namespace, name: pod.name, options), completion: completion)
    }
  }
}

extension Judgement {
  /// In seconds, if the rule asks for one of its own.
  var gracePeriod: Int64? {
    if case .delete(let reason) = verdict { reason.gracePeriod } else { nil }
  }
}
