import Shared

/// The nodes that pods stuck terminating were bound to, each asked for once.
struct NodeLookup {
  /// Not of a node that could not be asked for.
  private(set) var states: [String: NodeState] = [:]
  private(set) var errors: [APIError] = []

  init(_ names: Set<String>, _ server: APIServer) {
    for name in names.sorted() {
      do { states[name] = NodeState(try server.perform(.readNode(name))) } catch { errors.append(error) }
    }
  }
}
