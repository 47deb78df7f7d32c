/// Calls that read one object and wait for it.
extension APIServer {
  /// Reads a lease; nil if there is none.
  public func lease(namespace: String, name: String) throws(APIError) -> Lease? {
    let action = APIAction("get", "leases", namespace: namespace, name: name)
    return try object(kind: "Lease", at: APIPath.lease(namespace: namespace, name: name), action) {
      json throws(JSONError) in try Lease(json: json)
    }
  }

  /// Reads one text of a config map; nil if there is none of that name, or no such key in its `data`.
  public func configMapValue(namespace: String, name: String, key: String) throws(APIError) -> String? {
    let action = APIAction("get", "configmaps", namespace: namespace, name: name)
    let path = APIPath.configMap(namespace: namespace, name: name)
    let value = try object(kind: "ConfigMap", at: path, action) { json throws(JSONError) in
      try json["data"][key].optionalString()
    }
    return value ?? nil
  }

  /// Reads a node; nil if there is none.
  public func node(_ name: String) throws(APIError) -> Node? {
    let action = APIAction("get", "nodes", name: name)
    return try object(kind: "Node", at: APIPath.node(name), action) { json throws(JSONError) in
      try Node(json: json)
    }
  }
}
