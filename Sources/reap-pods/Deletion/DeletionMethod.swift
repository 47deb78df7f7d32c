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
  /// Whether to ask what each pod held, for the ledger.
  var asksWhatIsFreed = false
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
      evict(pod, options, readsPod: removal.asksWhatIsFreed, completion)
    } else {
      let call = APICall.deletePod(
        namespace: pod.namespace, name: pod.name, options, showsPod: removal.asksWhatIsFreed)
      send(call, completion: completion)
    }
  }

  /// - Parameter readsPod: whether to read the pod before, because the answer does not show it.
  private func evict(
    _ pod: Candidate, _ options: DeleteOptions, readsPod: Bool,
    _ completion: @escaping (Result<RemovalAnswer, APIError>) -> Void
  ) {
    let eviction = APICall.evictPod(namespace: pod.namespace, name: pod.name, options)
    guard readsPod else { return send(eviction, completion: completion) }
    send(.readPodToEvict(namespace: pod.namespace, name: pod.name)) { [self] read in
      let removed = (try? read.get()) ?? nil
      send(eviction) { answer in
        completion(
          answer.map { if case .accepted = $0 { RemovalAnswer.accepted(removed) } else { $0 } })
      }
    }
  }
}

extension Judgment {
  /// In seconds, if the rule sets its own.
  var gracePeriod: Int64? {
    if case .delete(let reason) = verdict { reason.gracePeriod } else { nil }
  }
}
