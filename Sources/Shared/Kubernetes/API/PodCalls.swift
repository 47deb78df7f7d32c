/// Calls on single pods. They return at once; the answer comes while the client runs.
extension APIServer {
  /// Deletes exactly the pod that the preconditions name, with a metadata-only answer.
  ///
  /// A repeat of the request is safe: with a UID as precondition it can meet only the same pod.
  ///
  /// - Parameters:
  ///   - gracePeriodSeconds: nil: the pod's own; 0 removes the pod without asking its node.
  ///   - dryRun: whether the server shall do nothing but say what it would.
  public func deletePod(
    namespace: String, name: String, preconditions: DeletePreconditions, gracePeriodSeconds: Int? = nil,
    dryRun: Bool = false, completion: @escaping (RemovalAnswer) -> Void
  ) {
    let action = APIAction("delete", "pods", namespace: namespace, name: name)
    let options = DeleteOptions(
      preconditions: preconditions, gracePeriodSeconds: gracePeriodSeconds, isDryRun: dryRun)
    let request = request(
      .delete, APIPath.pod(namespace: namespace, name: name), body: options.json, accept: Accept.metadata,
      repeatability: .safe)
    client.send(request) { [self] outcome in
      completion(removalAnswer(to: outcome, uid: preconditions.uid, action))
    }
  }

  /// Reads one pod; nil if there is none.
  ///
  /// - Parameter retry: nil: as the client does with all its requests.
  public func readPod(
    namespace: String, name: String, wanted: MetadataFilter, metadataOnly: Bool = true,
    retry: RetryPolicy? = nil, completion: @escaping (Result<Pod?, APIError>) -> Void
  ) {
    let action = APIAction("get", "pods", namespace: namespace, name: name)
    var request = HTTPRequest(
      .get, url + APIPath.pod(namespace: namespace, name: name),
      headers: [HTTPHeader("Accept", metadataOnly ? Accept.metadata : Accept.json)], repeatability: .safe)
    request.retry = retry
    // A server that cannot send metadata only sends the pod.
    let kinds = metadataOnly ? PodDecoder.kinds : ["Pod"]
    client.send(request) { [self] outcome in
      if case .success(let response) = outcome, response.status == 404,
        refusal(response, action).saysNotFound
      {
        return completion(.success(nil))
      }
      completion(Result { () throws(APIError) in try pod(in: outcome, kinds, wanted, action) })
    }
  }

  private func pod(
    in outcome: Result<HTTPResponse, HTTPError>, _ kinds: [String], _ wanted: MetadataFilter,
    _ action: APIAction
  ) throws(APIError) -> Pod {
    try decoded(success(of: outcome, action), kinds: kinds, action) { json in
      var decoder = PodDecoder(wanted)
      return try decoder.decode(json: json)
    }
  }
}
