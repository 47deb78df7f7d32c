/// `DeleteOptions` of `meta/v1`. All options go in the body: beside one the server ignores the query.
struct DeleteOptions {
  let preconditions: DeletePreconditions
  /// nil: the pod's own.
  let gracePeriodSeconds: Int?
  let isDryRun: Bool

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
  case failed(APIError)
}

extension APIServer {
  /// What the answer to a delete or an eviction says.
  ///
  /// - Parameter uid: of the pod that is to go.
  func removalAnswer(
    to outcome: Result<HTTPResponse, HTTPError>, uid: String, _ action: APIAction
  ) -> RemovalAnswer {
    let response: HTTPResponse
    switch outcome {
    case .failure(let error): return .failed(transport(error, action))
    case .success(let answer): response = answer
    }
    switch response.status {
    case 200...299:
      return problem(in: response, uid: uid).map {
        .failed(unreadable($0, auditID: response.auditID, action))
      } ?? .accepted
    case 404 where refusal(response, action).saysNotFound: return .notFound
    case 409: return .conflict(followsUnansweredTry: response.followsUnansweredTry)
    default: return .failed(refusal(response, action))
    }
  }

  /// Why a 2xx does not say that the pod goes; nil if it does: it shows that very pod, or is a `Status` of
  /// success about no other. The page of a proxy that lets nobody through comes with a 200 too.
  private func problem(in response: HTTPResponse, uid: String) -> ReplyError? {
    do {
      let json = JSONCursor(try JSONValue(parsing: response.body))
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
