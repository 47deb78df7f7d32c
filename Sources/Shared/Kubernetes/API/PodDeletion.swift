/// `DeleteOptions` of `meta/v1`. All options go in the body, because the server ignores the query if there is one.
public struct DeleteOptions: Sendable {
  let preconditions: DeletePreconditions
  let gracePeriodSeconds: Int?
  let isDryRun: Bool

  /// - Parameters:
  ///   - gracePeriodSeconds: nil for the pod's own; 0 removes the pod without waiting for its node.
  ///   - isDryRun: whether the server only says what it would do.
  public init(preconditions: DeletePreconditions, gracePeriodSeconds: Int? = nil, isDryRun: Bool = false) {
    self.preconditions = preconditions
    self.gracePeriodSeconds = gracePeriodSeconds
    self.isDryRun = isDryRun
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("apiVersion", "v1"), .init("kind", "DeleteOptions"),
      .init(
        "preconditions",
        ["uid": .string(preconditions.uid), "resourceVersion": .string(preconditions.resourceVersion)]),
      .init("propagationPolicy", "Background"),
    ]
    if let gracePeriodSeconds {
      members.append(.init("gracePeriodSeconds", .integer(Int64(gracePeriodSeconds))))
    }
    if isDryRun { members.append(.init("dryRun", ["All"])) }
    return .object(members)
  }
}

/// Binds a delete to the object that was judged. The server refuses (409) any other.
public struct DeletePreconditions: Equatable, Sendable {
  public let uid: String
  public let resourceVersion: String

  public init(uid: String, resourceVersion: String) {
    self.uid = uid
    self.resourceVersion = resourceVersion
  }
}

/// Retrying either request is safe: the UID precondition means that it can only affect the same pod.
extension APICall<RemovalAnswer> {
  /// Deletes exactly the pod that the preconditions name.
  ///
  /// - Parameter showsPod: whether to request the whole pod as the answer, about 2 KB more, instead of its metadata.
  public static func deletePod(
    namespace: String, name: String, _ options: DeleteOptions, showsPod: Bool = false
  ) -> Self {
    APICall(
      action: APIAction("delete", "pods", namespace: namespace, name: name), method: .delete,
      path: APIPath.pod(namespace: namespace, name: name), body: options.json,
      accept: showsPod ? Accept.objects : Accept.metadata,
      repeatability: .safe
    ) { response throws(APIError) in
      try response.removalAnswer(uid: options.preconditions.uid, showsPod: showsPod)
    }
  }

  /// Evicts exactly the pod that the preconditions name: a delete that disruption budgets may refuse.
  public static func evictPod(namespace: String, name: String, _ options: DeleteOptions) -> Self {
    let eviction: JSONValue = [
      "apiVersion": "policy/v1", "kind": "Eviction",
      "metadata": ["name": .string(name), "namespace": .string(namespace)], "deleteOptions": options.json,
    ]
    return APICall(
      action: APIAction("create", "pods/eviction", namespace: namespace, name: name), method: .post,
      path: APIPath.eviction(namespace: namespace, pod: name), body: eviction, repeatability: .safe,
      isFinal: { Status($0).isAboutBudgets }
    ) { response throws(APIError) in
      if let refusal = response.refusalByBudget { return refusal }
      return try response.removalAnswer(uid: options.preconditions.uid)
    }
  }
}

/// The result of a request to delete or evict a pod.
public enum RemovalAnswer: Sendable {
  /// 2xx: the pod is gone, or terminating. Has the pod if the answer shows it whole.
  case accepted(RemovedPod?)
  /// 404, the API's own.
  case notFound
  /// 409: a precondition failed. `followsUnansweredTry`: an earlier attempt may have caused it.
  case conflict(followsUnansweredTry: Bool)
  /// 429 to an eviction: a disruption budget does not allow it now. The message names the budget.
  case refusedByBudget(String)
}

extension APIResponse {
  /// Reads the answer to a delete or an eviction.
  ///
  /// - Parameters:
  ///   - uid: the UID of the pod to remove.
  ///   - showsPod: whether the answer may show the whole pod.
  fileprivate func removalAnswer(uid: String, showsPod: Bool = false) throws(APIError) -> RemovalAnswer {
    switch http.status {
    case 200...299:
      let body = RemovalBody(
        http.body, contentType: http.head["Content-Type"], uid: uid, showsPod: showsPod)
      if let problem = body.problem { throw unreadable(problem) }
      return .accepted(body.pod)
    case 404 where saysNotFound: return .notFound
    case 409: return .conflict(followsUnansweredTry: http.followsUnansweredTry)
    default: throw refusal
    }
  }

  /// nil for every other answer.
  fileprivate var refusalByBudget: RemovalAnswer? {
    guard http.status == 429 else { return nil }
    let status = Status(http)
    return status.budgetCause.map { cause in
      .refusedByBudget(cause.message ?? status.message ?? "a disruption budget refused")
    }
  }
}

extension Status {
  /// Distinguishes a budget's 429 from a busy server's (`policy/v1`, `DisruptionBudgetCause`).
  fileprivate var budgetCause: Cause? { causes.first { $0.reason == "DisruptionBudget" } }

  /// Whether a budget refuses, or several cover the pod, so that retrying at once would not help. For several, the
  /// API server's eviction handler answers 500 and, unlike for all other errors, gives no reason.
  fileprivate var isAboutBudgets: Bool { budgetCause != nil || (code == 500 && reason == nil) }
}
