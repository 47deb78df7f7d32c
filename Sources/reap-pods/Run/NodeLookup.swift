import Shared

/// The nodes of pods stuck terminating, each read once.
struct NodeLookup {
  /// Nodes that could not be read are missing.
  private(set) var states: [String: NodeState] = [:]
  private(set) var errors: [APIError] = []

  init(_ names: Set<String>, _ server: APIServer) {
    for name in names.sorted() {
      do { states[name] = NodeState(try server.perform(.readNode(name))) } catch { errors.append(error) }
    }
  }
}
