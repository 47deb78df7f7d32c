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

extension APICall<String?> {
  /// Reads the UID of the namespace kube-system, which identifies a cluster: no cluster changes it. nil if the server
  /// does not tell.
  public static var readClusterUID: Self {
    readObject(
      APIAction("get", "namespaces", name: "kube-system"), at: APIPath.namespace("kube-system"),
      kinds: ["Namespace", "PartialObjectMetadata"], accept: Accept.metadata
    ) { try $0["metadata"]["uid"].nonEmptyString() }
  }
}
