/// Which pods to watch, and from where.
public struct WatchOptions: Equatable, Sendable {
  /// nil for all namespaces.
  public var namespace: String?
  /// Report what changed after this version: a list's, or an event's.
  public var resourceVersion: String
  /// When the server may end the watch, to the next second.
  public var limit: Duration

  public init(namespace: String?, resourceVersion: String, limit: Duration) {
    self.namespace = namespace
    self.resourceVersion = resourceVersion
    self.limit = limit
  }

  /// Without selectors: with one, a pod that stops matching is reported as deleted although it exists.
  var query: [(name: String, value: String)] {
    [
      ("watch", "1"), ("resourceVersion", resourceVersion),
      ("timeoutSeconds", String(limit.components.seconds + 1)), ("allowWatchBookmarks", "true"),
    ]
  }
}

extension APIServer {
  /// A server sends a bookmark about once a minute, so a watch that is silent for longer is dead
  /// (`bookmarkFrequency` in k8s.io/apiserver, `storage/cacher`).
  private static let silenceLimit: Duration = .seconds(90)

  /// Watches the pods' metadata, and returns at once. The events arrive while the client runs.
  ///
  /// The watch is sent once: the caller decides how to go on, because only it knows the newest version.
  ///
  /// - Parameter completion: called when the watch has ended. It succeeds if the server ended it, fails with 410 if
  ///   the server no longer has the history since the version, and with `cut` if the last event is incomplete.
  public func watchPods(
    _ options: WatchOptions, event: @escaping (WatchEvent) -> Void,
    completion: @escaping (Result<Void, APIError>) -> Void
  ) -> SentRequest {
    let action = APIAction("watch", "pods", namespace: options.namespace)
    var reader: WatchReader?
    var request = HTTPRequest(
      .get, url + APIPath.pods(namespace: options.namespace) + urlQuery(options.query),
      headers: [HTTPHeader("Accept", Accept.metadataWatch)], repeatability: .safe, bodyLimit: .max
    ) { head, bytes in
      if reader == nil { reader = try WatchReader(contentType: head["Content-Type"]) }
      try reader?.receive(bytes, event: event)
    }
    request.retry = .once
    request.silenceLimit = max(Self.silenceLimit, client.requestTimeout)
    return client.send(request) { [self] outcome in
      completion(
        Result { () throws(APIError) in
          switch outcome {
          case .success(let response):
            guard response.head.isSuccess else { throw refusal(response, action) }
            do throws(ReplyError) { try reader?.finish() } catch {
              throw unreadable(error, auditID: response.auditID, action)
            }
          case .failure(let error): throw watchError(error, action)
          }
        })
    }
  }

  /// An error that arrives as an event counts as if it were the answer's status.
  private func watchError(_ error: HTTPError, _ action: APIAction) -> APIError {
    switch error.underlying as? ReplyError {
    case .status(let status)?:
      APIError(
        cause: .refused(code: status.code ?? 500, status: status, auditID: error.auditID), action: action,
        identity: identity())
    case let reason?: unreadable(reason, auditID: error.auditID, action)
    case nil: transport(error, action)
    }
  }
}
