extension APIServer {
  /// Writes an event about a pod. It returns at once; the answer comes while the client runs.
  ///
  /// It is sent again only if the server refused it: a second event would tell of a second deed.
  public func writeEvent(_ event: PodEvent, completion: @escaping (Result<Void, APIError>) -> Void) {
    let action = APIAction("create", "events", namespace: event.namespace, name: event.name)
    let request = request(
      .post, APIPath.events(namespace: event.namespace), body: event.json, accept: Accept.metadata,
      repeatability: .onlyIfRefused)
    client.send(request) { [self] outcome in
      completion(Result { () throws(APIError) in _ = try success(of: outcome, action) })
    }
  }
}
