extension APICall<Node?> {
  /// Reads a node; nil if it does not exist.
  public static func readNode(_ name: String) -> Self {
    readObject(APIAction("get", "nodes", name: name), at: APIPath.node(name), kinds: ["Node"]) {
      try Node(json: $0)
    }
  }
}
