/// `GET` of one object.
struct GetRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "GET", let path = call.path, let name = path.name,
      path.subresource == nil, let resource = path.known
    else { return nil }
    let negotiated = try call.negotiate()
    let stored = call.store.object(resource, path.key(name)) ?? call.impliedNamespace(resource, name)
    guard let object = stored else {
      throw StatusError.notFound(resource, name)
    }
    return try call.answer(object, negotiated: negotiated)
  }
}

extension Call {
  /// A namespace that exists although nobody posted it.
  fileprivate func impliedNamespace(_ resource: Resource, _ name: String) -> StoredObject? {
    guard resource.kind == Resource.namespaces.kind,
      store.transact({ $0.impliedNamespaces.contains(name) })
    else { return nil }
    let value: JSONValue = [
      "metadata": ["labels": ["kubernetes.io/metadata.name": .string(name)]],
      "spec": ["finalizers": [.string(Resource.namespaceFinalizer)]], "status": ["phase": "Active"],
    ]
    return StoredObject(
      shape: Shape(value, of: .namespaces), name: name, namespace: "",
      uid: "00000000-0000-4000-8000-000000000000", version: .init(resource: 1, generation: 0), created: 0)
  }
}

extension APIPath {
  /// The resource, if this server has it and the path fits its scope.
  var known: Resource? {
    Resource.all.first {
      $0.plural == resource && $0.group == group && $0.version == version
        && ($0.isNamespaced || namespace == nil) && ($0.isNamespaced == (namespace != nil) || name == nil)
    }
  }

  func key(_ name: String) -> String {
    namespace.map { "\($0)/\(name)" } ?? name
  }
}
