import NIOCore

extension FaultAction {
  /// Changes objects before the request is carried out.
  func prepare(_ request: ReceivedRequest, _ cloud: CloudState) {
    guard [.replacePod, .updatePod, .terminatePod, .restorePod].contains(self),
      let path = APIPath(request.path), let name = path.name,
      path.resource == "pods"
    else { return }
    cloud.store.transact { state in
      guard let pod = state.objects["pods"]?[path.key(name)] else { return }
      let uid = self == .replacePod ? RandomUID.make() : nil
      var version = pod.version
      version.resource = state.nextVersion()
      state.put(changed(pod, now: cloud.now).with(version: version, uid: uid))
    }
  }

  private func changed(_ pod: StoredObject, now: Int64) -> StoredObject {
    switch self {
    case .terminatePod: pod.with(deletion: Deletion(time: now + 30, grace: 30))
    case .restorePod: pod.withoutDeletion()
    default: pod
    }
  }

  /// The response to the request without carrying it out.
  ///
  /// - Parameter error: makes an error in the service's format.
  func instead(error: (_ code: Int, _ retryAfter: String?) -> Answer) -> Answer? {
    switch self {
    case .status(let code, let retryAfter): return error(code, retryAfter)
    case .answer(let status, let headers, let body): return Answer(status, headers, body)
    case .bomb(let bomb, let bytes): return bomb.answer(bytes: bytes)
    default: return nil
    }
  }

  /// The response that replaces the request's own after it was carried out.
  func afterwards(error: (_ code: Int, _ retryAfter: String?) -> Answer) -> Answer? {
    switch self {
    case .statusAfterwards(let code): error(code, nil)
    case .answerAfterwards(let status, let headers, let body): Answer(status, headers, body)
    default: nil
    }
  }

  /// Whether the fault ended the response.
  func strike(_ writer: ResponseWriter) async throws -> Bool {
    switch self {
    case .delay(let time): try await Task.sleep(for: time)
    case .hold(let gate): try await gate.pass()
    case .reset:
      await writer.connection.reset()
      return true
    default: break
    }
    return false
  }

  /// The `Date` of the response, nil for none.
  func date(_ now: Int64?) -> Int64? {
    switch self {
    case .skewedDate(let seconds): now.map { $0 + seconds }
    case .noDate: nil
    default: now
    }
  }
}

extension Answer {
  fileprivate init(_ status: Int, _ headers: [String: String], _ body: String) {
    self.init(status: status, contentType: "", body: .bytes(Array(body.utf8)))
    self.headers = headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension StatusError {
  /// An injected error, worded like one of a busy server.
  static func ordered(_ code: Int, retryAfter: String?) -> StatusError {
    let words: [Int: (String, String)] = [
      429: ("TooManyRequests", "too many requests, please try again later"),
      500: ("InternalError", "Internal error occurred: etcdserver: request timed out"),
      503: ("ServiceUnavailable", "apiserver is shutting down"),
    ]
    let (reason, message) = words[code] ?? ("", "the server answered \(code)")
    var error = StatusError(code: code, reason: reason, message: message)
    if let retryAfter {
      error.headers = [("Retry-After", retryAfter)]
      if let seconds = Int64(retryAfter) { error.details = ["retryAfterSeconds": .integer(seconds)] }
    }
    return error
  }
}
