import Shared

/// How to remove pods.
struct DeletionMethod: Equatable, Sendable {
  /// Whether to evict pods instead, which respects disruption budgets.
  var evicts = false
  /// In seconds; nil for each pod's own.
  var gracePeriod: Int?
  /// Whether the server only checks the request.
  var isDryRun = false
  /// Whether to write an Event for each deleted pod.
  var writesEvents = false
}

extension APIServer {
  /// Requests a pod's removal, bound to its UID and resource version.
  func remove(
    _ pod: Candidate, by removal: DeletionMethod,
    completion: @escaping (Result<RemovalAnswer, APIError>) -> Void
  ) {
    let preconditions = DeletePreconditions(uid: pod.uid, resourceVersion: pod.resourceVersion)
    let grace = pod.judgment.gracePeriod.map(Int.init) ?? removal.gracePeriod
    let options = DeleteOptions(
      preconditions: preconditions, gracePeriodSeconds: grace, isDryRun: removal.isDryRun)
    // A pod whose node is gone cannot be evicted, because no kubelet would confirm it.
    if removal.evicts, pod.judgment.gracePeriod == nil {
      send(.evictPod(namespace: pod.namespace, name: pod.name, options), completion: completion)
    } else {
      send(.deletePod(namespace: pod.namespace, name: pod.name, options), completion: completion)
    }
  }
}

extension Judgment {
  /// In seconds, if the rule sets its own.
  var gracePeriod: Int64? {
    if case .delete(let reason) = verdict { reason.gracePeriod } else { nil }
  }
}
