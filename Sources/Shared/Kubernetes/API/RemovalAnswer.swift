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
  private func problem(in response: HTTPResponse, uid: String) -> ListError? {
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
