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
