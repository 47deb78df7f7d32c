/// A request, its attempts, and the completion that gets the outcome.
final class HTTPTransaction {
  let request: HTTPRequest
  let auditID: String
  let completion: (Result<HTTPResponse, HTTPError>) -> Void
  /// How often it has been sent.
  var tries = 0
  private let began = ContinuousClock.now
  /// Whether an attempt got no answer.
  var hadUnansweredTry = false
  /// Whether an attempt got a 5xx.
  var hadServerError = false
  var hasRenewedCredentials = false
  /// Why the last attempt is being retried.
  var lastProblem: String?
  /// The proxy that the last attempt could not reach, without its credentials.
  var deadProxy: String?

  init(
    _ request: HTTPRequest, auditID: String,
    completion: @escaping (Result<HTTPResponse, HTTPError>) -> Void
  ) {
    self.request = request
    self.auditID = auditID
    self.completion = completion
  }

  func error(
    _ kind: HTTPError.Kind, _ reason: String, curlCode: Int32 = 0, underlying: (any Error)? = nil
  ) -> HTTPError {
    HTTPError(
      kind: kind, method: request.method.rawValue, url: request.shownURL, auditID: auditID,
      curlCode: curlCode, reason: reason, underlying: underlying, tries: tries, elapsed: .now - began,
      deadProxy: deadProxy)
  }
}

/// A request that was sent, for `HTTPClient.cancel(_:)`.
public struct SentRequest {
  let exchange: HTTPTransaction
}
