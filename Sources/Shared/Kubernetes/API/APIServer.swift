/// An API server, and the client that talks to it.
public final class APIServer {
  public let client: HTTPClient
  /// `https://HOST[:PORT][/PREFIX]`
  public let url: String
  let log: Log
  /// Who we are, for errors about permissions; never a secret.
  public let identity: () -> String

  /// - Parameter identity: who we are, for errors about permissions; never a secret.
  public init(client: HTTPClient, url: String, log: Log, identity: @escaping () -> String) {
    self.client = client
    self.url = url
    self.log = log
    self.identity = identity
  }

  /// A call that changes nothing; the response is a 2xx.
  func perform(
    _ method: HTTPRequest.Method, _ path: String, body: JSONValue? = nil, accept: String,
    _ action: APIAction
  ) throws(APIError) -> HTTPResponse {
    let request = request(method, path, body: body, accept: accept, repeatability: .safe)
    return try success(of: Result { () throws(HTTPError) in try client.perform(request) }, action)
  }

  func request(
    _ method: HTTPRequest.Method, _ path: String, body: JSONValue? = nil, accept: String,
    repeatability: HTTPRequest.Repeatability
  ) -> HTTPRequest {
    HTTPRequest(method, url + path, accept: accept, json: body, repeatability: repeatability)
  }

  /// The response if it is a 2xx; everything else is thrown.
  func success(of outcome: Result<HTTPResponse, HTTPError>, _ action: APIAction) throws(APIError)
    -> HTTPResponse
  {
    switch outcome {
    case .failure(let error): throw transport(error, action)
    case .success(let response):
      guard !response.head.isSuccess else { return response }
      throw refusal(response, action)
    }
  }

  func transport(_ error: HTTPError, _ action: APIAction) -> APIError {
    APIError(cause: .transport(error), action: action, identity: identity())
  }

  func refusal(_ response: HTTPResponse, _ action: APIAction) -> APIError {
    APIError(
      cause: .refused(code: response.status, status: Status(response), auditID: response.auditID),
      action: action, identity: identity(),
      retryAfter: response.head["Retry-After"].flatMap(RetryPolicy().obeyed))
  }

  func unreadable(_ error: any DiagnosedError & Sendable, auditID: String, _ action: APIAction) -> APIError {
    APIError(cause: .unreadable(error, auditID: auditID), action: action, identity: identity())
  }
}

extension Status {
  /// What the body of a response says that is no 2xx.
  init(_ response: HTTPResponse) {
    self = response.body.withUnsafeBytes { Status(body: $0, contentType: response.head["Content-Type"]) }
  }
}
