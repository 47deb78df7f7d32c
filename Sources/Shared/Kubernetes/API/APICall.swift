/// A request to the API server, and how to read the answer.
///
/// The resources' files (`PodAPI`, `PodDeletion`, `NodeAPI`, …) make the calls, and `APIServer` sends them.
public struct APICall<Answer> {
  let action: APIAction
  var method = HTTPRequest.Method.get
  let path: String
  var body: JSONValue?
  var accept = Accept.json
  let repeatability: HTTPRequest.Repeatability
  /// nil: the client's policy.
  var retry: RetryPolicy?
  /// Recognizes an answer that a retry would not change, although its status suggests one.
  var isFinal: ((HTTPResponse) -> Bool)?
  let read: (APIResponse) throws(APIError) -> Answer
}

extension APICall {
  /// Reads one object; nil if the server says that it does not exist.
  ///
  /// Fails if the answer is another object, or a 404 that is not the API's own or is about another object.
  static func readObject<Object>(
    _ action: APIAction, at path: String, kinds: [String], accept: String = Accept.json,
    retry: RetryPolicy? = nil, decode: @escaping (JSONCursor) throws -> Object?
  ) -> Self where Answer == Object? {
    APICall(action: action, path: path, accept: accept, repeatability: .safe, retry: retry) {
      response throws(APIError) in
      response.saysNotFound ? nil : try response.object(kinds: kinds, decode)
    }
  }
}

extension APIServer {
  /// Sends the request and waits for the answer.
  public func perform<Answer>(_ call: APICall<Answer>) throws(APIError) -> Answer {
    try read(Result { () throws(HTTPError) in try client.perform(request(for: call)) }, of: call)
  }

  /// Sends the request and returns at once. The answer arrives while the client runs.
  public func send<Answer>(
    _ call: APICall<Answer>, completion: @escaping (Result<Answer, APIError>) -> Void
  ) {
    client.send(request(for: call)) { [self] outcome in
      completion(Result { () throws(APIError) in try read(outcome, of: call) })
    }
  }

  private func request<Answer>(for call: APICall<Answer>) -> HTTPRequest {
    var request = HTTPRequest(
      call.method, url + call.path, accept: call.accept, json: call.body, repeatability: call.repeatability)
    request.retry = call.retry
    request.isFinal = call.isFinal
    return request
  }

  private func read<Answer>(
    _ outcome: Result<HTTPResponse, HTTPError>, of call: APICall<Answer>
  ) throws(APIError) -> Answer {
    switch outcome {
    case .failure(let error): throw transport(error, call.action)
    case .success(let response):
      return try call.read(APIResponse(server: self, action: call.action, http: response))
    }
  }
}

/// `Accept` headers: protobuf where the server offers it, else JSON.
enum Accept {
  private static let partial = ";g=meta.k8s.io;v=v1"

  static let objects = "application/vnd.kubernetes.protobuf,application/json"

  /// With fallbacks: a server that cannot send only metadata sends the objects.
  static let metadataList = [
    "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList\(partial)",
    "application/json;as=PartialObjectMetadataList\(partial)",
    "application/json",
  ].joined(separator: ",")

  static let metadata = [
    "application/json;as=PartialObjectMetadata\(partial)", "application/json",
  ].joined(separator: ",")

  static let json = "application/json"

  /// A watch's answer is a stream, which has a media type of its own in protobuf only.
  static let metadataWatch =
    "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata\(partial);stream=watch," + metadata
}
