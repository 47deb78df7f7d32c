import Shared

/// Collects the nodes of a list.
final class NodeTally: ListVisitor {
  /// nil if all nodes count.
  private let selector: LabelSelector?
  private(set) var nodes: [String: Node] = [:]
  /// Nodes that exist but do not count; neither do their pods.
  private var others: Set<String> = []
  private(set) var notes = TallyNotes()

  private let extended: ExtendedNames

  init(selector: LabelSelector? = nil, extended: ExtendedNames = ExtendedNames(always: ["pods"])) {
    self.selector = selector
    self.extended = extended
  }

  /// This machine's clock minus the server's, in seconds; nil for a snapshot.
  private(set) var clockOffset: Double?

  func listBegins(_ head: HTTPHead) {
    // A Date has whole seconds, so on average it is half a second behind.
    clockOffset = head.serverTime.map { head.receivedAt - head.roundTrip / 2 - (Double($0) + 0.5) }
    begin()
  }

  /// Starts, or starts over.
  func begin() {
    nodes = [:]
    others = []
    notes = TallyNotes()
  }

  func visit(_ node: Node) {
    guard !exists(node.name) else {
      return notes.warn(
        Warning(
          message: "node \(node.name) is listed twice; the second is ignored", kind: "nodes listed twice"))
    }
    guard selector?.matches(node.labels) != false else {
      others.insert(node.name)
      return
    }
    if let place = node.saturated {
      notes.warn(
        Warning(
          message: "node \(node.name): \(TallyNotes.saturated(place))",
          kind: "node quantities that are too large"))
    }
    if let problem = node.unreadable {
      others.insert(node.name)
      notes.leaveOut(
        Warning(
          message: "node \(node.name): \(problem); the node and its pods are left out",
          kind: "nodes with unreadable values"))
    } else {
      var node = node
      extended.filter(&node.capacity)
      extended.filter(&node.allocatable)
      nodes[node.name] = node
    }
  }

  func visitUnreadable(_ problem: String) {
    notes.leaveOut(
      Warning(
        message: "a node in the list cannot be read and is left out: \(problem)", kind: "unreadable nodes"))
  }

  func exists(_ name: String) -> Bool { nodes[name] != nil || others.contains(name) }

  /// Whether pods are bound to nodes that were not listed.
  func lacks(nodesOf pods: PodTally) -> Bool { pods.bound.keys.contains { !exists($0) } }
}
