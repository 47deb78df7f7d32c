/// `DeleteOptions` of `meta/v1`. All options go in the body: beside one the server ignores the query.
public struct DeleteOptions: Sendable {
  let preconditions: DeletePreconditions
  let gracePeriodSeconds: Int?
  let isDryRun: Bool

  /// - Parameters:
  ///   - gracePeriodSeconds: nil: the pod's own; 0 removes the pod without asking its node.
  ///   - isDryRun: whether the server shall do nothing but say what it would.
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

/// What binds a delete to the very object that was judged: the server refuses (409) any other.
public struct DeletePreconditions: Equatable, Sendable {
  public let uid: String
  public let resourceVersion: String

  public init(uid: String, resourceVersion: String) {
    self.uid = uid
    self.resourceVersion = resourceVersion
  }
}

/// A repeat of either request is safe: with a UID as precondition it can meet only the same pod.
extension APICall<RemovalAnswer> {
  /// Deletes exactly the pod that the preconditions name, with a metadata-only answer.
  public static func deletePod(namespace: String, name: String, _ options: DeleteOptions) -> Self {
    APICall(
      action: APIAction("delete", "pods", namespace: namespace, name: name), method: .delete,
      path: APIPath.pod(namespace: namespace, name: name), body: options.json, accept: Accept.metadata,
      repeatability: .safe
    ) { response throws(APIError) in try response.removalAnswer(uid: options.preconditions.uid) }
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

/// What became of a request to delete or evict a pod.
public enum RemovalAnswer: Sendable {
  /// 2xx: it is gone, or marked and going.
  case accepted
  /// 404, the API's own.
  case notFound
  /// 409: a precondition failed. `followsUnansweredTry`: our own earlier try may be why.
  case conflict(followsUnansweredTry: Bool)
  /// 429 to an eviction: a disruption budget does not allow it now; the message names the budget.
  case refusedByBudget(String)
}

extension APIResponse {
  /// What the answer to a delete or an eviction says.
  ///
  /// - Parameter uid: of the pod that is to go.
  fileprivate func removalAnswer(uid: String) throws(APIError) -> RemovalAnswer {
    switch http.status {
    case 200...299:
      if let problem = problem(uid: uid) { throw unreadable(problem) }
      return .accepted
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

  /// Why a 2xx does not say that the pod goes; nil if it does: it shows that very pod, or is a `Status` of
  /// success about no other. The page of a proxy that lets nobody through comes with a 200 too.
  private func problem(uid: String) -> ReplyError? {
    do {
      let json = JSONCursor(try JSONValue(parsing: http.body))
      let kind = try json["kind"].string()
      switch kind {
      case "Pod", "PartialObjectMetadata":
        let place = json["metadata"]["uid"]
        return try place.string() == uid ? nil : .malformed("\(place.error("it is another pod's"))")
      case "Status":
        let status = Status(json: json)
        let isSuccess = try json["status"].string() == "Success" && (status.code ?? 0) < 400
        guard isSuccess else { return .status(status) }
        return status.subject.uid ?? uid == uid
          ? nil : .malformed("\(json["details"]["uid"].error("it is another pod's"))")
      default: return .unexpectedKind(kind, expected: PodDecoder.kinds + ["Status"])
      }
    } catch { return .malformed("\(error)") }
  }
}

extension Status {
  /// What tells a budget's 429 from a busy server's (`policy/v1`, `DisruptionBudgetCause`).
  fileprivate var budgetCause: Cause? { causes.first { $0.reason == "DisruptionBudget" } }

  /// Asking again at once would not help: a budget refuses, or more than one covers the pod. Of the latter
  /// the API server's eviction handler says 500 and, unlike any other of its errors, no reason.
  fileprivate var isAboutBudgets: Bool { budgetCause != nil || (code == 500 && reason == nil) }
}
