/// A request that changes nothing, and how its answer is read: to be waited for alone, or sent among others.
public struct APICall<Answer> {
  let request: HTTPRequest
  let read: (Result<HTTPResponse, HTTPError>) throws(APIError) -> Answer
}

extension APIServer {
  /// Sends the request and waits for the answer.
  public func perform<Answer>(_ call: APICall<Answer>) throws(APIError) -> Answer {
    try call.read(Result { () throws(HTTPError) in try client.perform(call.request) })
  }

  /// Sends the request and returns at once; the answer comes while the client runs.
  public func send<Answer>(
    _ call: APICall<Answer>, completion: @escaping (Result<Answer, APIError>) -> Void
  ) {
    client.send(call.request) { outcome in
      completion(Result { () throws(APIError) in try call.read(outcome) })
    }
  }
}
