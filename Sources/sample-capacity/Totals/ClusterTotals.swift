import Shared

/// The nodes of a cluster with the sums of their pods.
struct ClusterTotals: Equatable, Sendable {
  let accounting: Accounting
  /// Sorted by name.
  let nodes: [NodeTotals]
  /// The pods bound to the nodes.
  private(set) var bound = PodSums()
  let unbound: PodSums
  let orphaned: Int
  /// Unbound pods for which a node has reserved room.
  let nominated: Int
  /// The extended resources that have sums, sorted.
  let extended: [String]

  /// - Parameter isWhole: whether all nodes count. If not, only the pods bound to those that do count.
  init(
    _ nodes: NodeTally, _ pods: PodTally, _ accounting: Accounting, buildPod: BuildPod,
    extended: ExtendedNames, isWhole: Bool
  ) {
    self.accounting = accounting
    self.nodes = nodes.nodes.values.sorted { $0.name < $1.name }.map { node in
      NodeTotals(
        node, pods.bound[node.name] ?? PodSums(), reserved: pods.nominated[node.name] ?? PodSums(),
        accounting, buildPod: buildPod)
    }
    for node in self.nodes { bound += node.pods }
    unbound = isWhole ? pods.unbound : PodSums()
    nominated = self.nodes.reduce(0) { $0 + $1.reserved.count }
    self.extended = extended.names.sorted()
    orphaned =
      isWhole ? pods.bound.reduce(0) { $0 + (nodes.exists($1.key) ? 0 : $1.value.count) } : 0
  }

  /// All pods except orphaned ones.
  var all: PodSums {
    var all = bound
    all += unbound
    return all
  }
}
