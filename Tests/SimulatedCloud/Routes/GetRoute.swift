/// `GET` of one object.
struct GetRoute: Route {
  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "GET", let path = call.path, let name = path.name,
      path.subresource == nil, let resource = path.known
    else { return nil }
    let negotiated = try call.negotiate()
    guard let object = call.store.object(resource, path.key(name)) else {
      throw StatusError.notFound(resource, name)
    }
    return try call.answer(object, negotiated: negotiated)
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
