/// `PUT` of a pod's status, or of a namespace's finalizers.
struct UpdateRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "PUT", let path = call.path, let name = path.name, let resource = path.known
    else { return nil }
    let write: @Sendable (StoredObject, JSONValue, inout Store.State) -> StoredObject
    switch (resource.kind, path.subresource) {
    case (Resource.pods.kind, "status"): write = Self.writeStatus
    case (Resource.namespaces.kind, "finalize"): write = Self.finalize
    default: throw StatusError.methodNotAllowed(resource.plural)
    }
    let negotiated = try call.negotiate()
    let body = try call.request.json()
    let object = try call.store.transact { state in
      guard let object = state.objects[resource.plural]?[path.key(name)] else {
        throw StatusError.notFound(resource, name)
      }
      var options = DeleteOptions()
      options.uid = body["metadata"]?["uid"]?.text
      options.resourceVersion = body["metadata"]?["resourceVersion"]?.text
      try options.check(object)
      return write(object, body, &state)
    }
    return try call.answer(object, negotiated: negotiated)
  }

  private static func writeStatus(
    _ pod: StoredObject, _ body: JSONValue, _ state: inout Store.State
  ) -> StoredObject {
    var value = pod.shape.value
    value["status"] = body["status"]
    let written = pod.with(shape: Shape(value, of: .pods)).with(resourceVersion: state.nextVersion())
    state.put(written)
    return written
  }

  /// A terminating namespace without finalizers is removed.
  private static func finalize(
    _ namespace: StoredObject, _ body: JSONValue, _ state: inout Store.State
  ) -> StoredObject {
    var value = namespace.shape.value
    value["spec"] = body["spec"]
    let written = namespace.with(shape: Shape(value, of: .namespaces))
      .with(resourceVersion: state.nextVersion())
    let isFree = written.deletion != nil && written.shape.holders.isEmpty
    if isFree { state.remove(written) } else { state.put(written) }
    return written
  }
}
