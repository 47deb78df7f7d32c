/// A namespace that exists.
public struct Namespace: Equatable, Sendable {
  public let name: String
}

extension APICall<Namespace?> {
  /// Reads a namespace; nil if it does not exist.
  public static func readNamespace(_ name: String) -> Self {
    readObject(APIAction("get", "namespaces", name: name), at: APIPath.namespace(name), kinds: ["Namespace"])
    {
      Namespace(name: try $0["metadata"]["name"].string())
    }
  }
}
