/// `GET` with `watch`: one JSON object per event, as long as the client listens.
struct WatchRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "GET", call.request.isWatch, let path = call.path, let resource = path.known
    else { return nil }
    let query = call.request.query
    let selector = try Selector(query, resource)
    let since = query["resourceVersion"].flatMap(UInt64.init).flatMap { $0 == 0 ? nil : $0 }
    let watch = call.store.transact { $0.watches.watch(since: since) }
    let store = call.store
    let events = AsyncStream<[UInt8]> { continuation in
      let task = Task(executorPreference: ServerThreads.shared) {
        for await event in watch.events {
          let object = event.object
          let isWanted =
            object.shape.resource === resource && (path.namespace ?? object.namespace) == object.namespace
            && selector.matches(object)
          if isWanted { continuation.yield(Self.line(event)) }
        }
        continuation.finish()
      }
      let end = query["timeoutSeconds"].flatMap(Int.init).map { seconds in
        Task(executorPreference: ServerThreads.shared) {
          try await Task.sleep(for: .seconds(seconds))
          continuation.finish()
        }
      }
      continuation.onTermination = { _ in
        store.transact { $0.watches.stop(watch.number) }
        task.cancel()
        end?.cancel()
      }
    }
    return Answer(contentType: "application/json", body: .events(events))
  }

  private static func line(_ event: WatchEvent) -> [UInt8] {
    let resource = event.object.shape.resource
    let kind = #""kind":"\#(resource.kind)","apiVersion":"\#(resource.apiVersion)","#
    let members = event.object.shape.encodings.json.bytes(event.object)
    return Array("{\"type\":\"\(event.kind.rawValue)\",\"object\":{\(kind)".utf8) + members
      + Array("}}\n".utf8)
  }
}
