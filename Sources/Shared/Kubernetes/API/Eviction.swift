extension APIServer {
  /// Evicts exactly the pod that the preconditions name: a delete that disruption budgets may refuse.
  ///
  /// A repeat of the request is safe: with a UID as precondition it can meet only the same pod.
  ///
  /// - Parameters:
  ///   - gracePeriodSeconds: nil: the pod's own.
  ///   - dryRun: whether the server shall do nothing but say what it would.
  public func evictPod(
    namespace: String, name: String, preconditions: DeletePreconditions, gracePeriodSeconds: Int? = nil,
    dryRun: Bool = false, completion: @escaping (RemovalAnswer) -> Void
  ) {
    let action = APIAction("create", "pods/eviction", namespace: namespace, name: name)
    let options = DeleteOptions(
      preconditions: preconditions, gracePeriodSeconds: gracePeriodSeconds, isDryRun: dryRun)
    let eviction: JSONValue = [
      "apiVersion": "policy/v1", "kind": "Eviction",
      "metadata": ["name": .string(name), "namespace": .string(namespace)], "deleteOptions": options.json,
    ]
    var request = request(
      .post, APIPath.eviction(namespace: namespace, pod: name), body: eviction, accept: Accept.json,
      repeatability: .safe)
    request.isFinal = { Status($0).isAboutBudgets }
    client.send(request) { [self] outcome in
      completion(refusalByBudget(outcome) ?? removalAnswer(to: outcome, uid: preconditions.uid, action))
    }
  }

  /// nil for every other answer.
  private func refusalByBudget(_ outcome: Result<HTTPResponse, HTTPError>) -> RemovalAnswer? {
    guard case .success(let response) = outcome, response.status == 429 else { return nil }
    let status = Status(response)
    return status.budgetCause.map { cause in
      .refusedByBudget(cause.message ?? status.message ?? "a disruption budget refused")
    }
  }
}

extension Status {
  /// What tells a budget's 429 from a busy server's (`policy/v1`, `DisruptionBudgetCause`).
  fileprivate var budgetCause: Cause? { causes.first { $0.reason == "DisruptionBudget" } }

  /// Asking again at once would not help: a budget refuses, or more than one covers the pod. Of the latter
  /// the API server's eviction handler says 500 and, unlike any other of its errors, no reason.
  fileprivate var isAboutBudgets: Bool { budgetCause != nil || (code == 500 && reason == nil) }
}
