import Shared

/// What a pod demands of its node besides resources: what kube-scheduler's filters NodeUnschedulable, NodeAffinity,
/// TaintToleration and NodePorts look at.
struct PlacementRules: Equatable, Sendable {
  /// Why a pod may not run on a node, however empty the node is.
  enum Obstacle: Equatable, Sendable {
    case cordoned
    case notReady
    case taint
    case labels
  }

  /// All must hold.
  var nodeSelector: [NodeRequirement] = []
  /// The required node affinity: one of these terms must match. nil: any node.
  var affinity: [NodeSelectorTerm]?
  var tolerations: [Toleration] = []
  /// The node's ports that the pod takes.
  var hostPorts: [HostPort] = []

  /// The node labels that the rules look at.
  var labelKeys: [String] {
    Set((nodeSelector + (affinity ?? []).flatMap(\.labels)).map(\.key)).sorted()
  }

  /// - Parameter cordonIsTaint: whether a cordon counts as the scheduler counts it: as a taint that can be tolerated.
  func obstacle(to node: Node, cordonIsTaint: Bool) -> Obstacle? {
    if node.isUnschedulable, !(cordonIsTaint && tolerates(.unschedulable)) { return .cordoned }
    if node.isReady != true { return .notReady }
    if node.taints.contains(where: { $0.repels && !tolerates($0) }) { return .taint }
    return matches(node) ? nil : .labels
  }

  /// Whether the pod needs a port that is taken.
  func conflicts(with taken: Set<HostPort>) -> Bool {
    hostPorts.contains { port in taken.contains { $0.conflicts(with: port) } }
  }

  private func tolerates(_ taint: Taint) -> Bool { tolerations.contains { $0.tolerates(taint) } }

  private func matches(_ node: Node) -> Bool {
    let label = { (key: String) in node.labels[key] }
    return nodeSelector.allSatisfy { $0.matches(label($0.key)) }
      && affinity?.contains { $0.matches(name: node.name, label: label) } != false
  }
}
