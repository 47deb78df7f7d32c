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
  func removalAnswer(to outcome: Result<HTTPResponse, HTTPError>, _ action: APIAction) -> RemovalAnswer {
    let response: HTTPResponse
    switch outcome {
    case .failure(let error): return .failed(transport(error, action))
    case .success(let answer): response = answer
    }
    switch response.status {
    case 200...299: return accepted(response, action)
    case 404 where refusal(response, action).saysNotFound: return .notFound
    case 409: return .conflict(followsUnansweredTry: response.followsUnansweredTry)
    default: return .failed(refusal(response, action))
    }
  }

  /// What a 2xx says: only an answer of the API's own means that the pod goes. The page of a proxy that lets
  /// nobody through comes with a 200 too.
  private func accepted(_ response: HTTPResponse, _ action: APIAction) -> RemovalAnswer {
    let problem: ListError
    do {
      let json = JSONCursor(try JSONValue(parsing: response.body))
      guard try json["kind"].string() == "Status" else { return .accepted }
      let isFailure =
        try json["status"].optionalString() == "Failure" || (Status(json: json).code ?? 0) >= 400
      return isFailure ? .failed(refusal(response, action)) : .accepted
    } catch { problem = .malformed("\(error)") }
    return .failed(unreadable(problem, auditID: response.auditID, action))
  }
}
