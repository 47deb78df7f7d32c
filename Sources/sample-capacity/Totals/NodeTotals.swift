import Shared

/// A node, and what is bound to it: what may still go there.
struct NodeTotals: Equatable, Sendable {
  let name: String
  let classes: NodeClasses
  /// Whether a build pod may go there at all.
  let isEligible: Bool
  let capacity: ResourceList
  let allocatable: ResourceList
  let pods: PodSums

  init(_ node: Node, _ pods: PodSums, _ accounting: Accounting, tolerations: [Toleration]) {
    name = node.name
    classes = NodeClasses(node)
    isEligible =
      !node.isUnschedulable && node.isReady == true
      && !node.taints.contains { taint in
        taint.repels && !tolerations.contains { $0.tolerates(taint) }
      }
    capacity = accounting.counted(node.capacity)
    allocatable = accounting.counted(node.allocatable)
    self.pods = pods
  }

  /// How many pods it takes at most.
  var slots: Int64 { allocatable["pods"].value ?? .max }

  /// What it has left of a resource; below zero where it has promised too much.
  func free(_ resource: String) -> Quantity { allocatable[resource] - pods.requests[resource] }

  var freeSlots: Int64 { slots - Int64(pods.count) }

  /// How many build pods fit beside what is there.
  func fits(_ pod: BuildPod) -> Int64 {
    isEligible ? Self.count(pod, slots: freeSlots) { free($0) } : 0
  }

  /// How many build pods it would hold if it were empty.
  func holds(_ pod: BuildPod) -> Int64 {
    isEligible ? Self.count(pod, slots: slots) { allocatable[$0] } : 0
  }

  private static func count(
    _ pod: BuildPod, slots: Int64, _ room: (_ resource: String) -> Quantity
  ) -> Int64 {
    var count = max(0, slots)
    for (name, quantity) in pod.needs {
      let times = room(name).nanos / quantity.nanos
      count = min(count, Int64(clamping: max(0, times)))
    }
    return count
  }
}

/// In which of the overlapping classes a node is.
struct NodeClasses: Equatable, Sendable {
  let cordoned: Bool
  let notReady: Bool
  let tainted: Bool
  let deleting: Bool

  /// Taints by which Kubernetes itself says what the other classes say.
  private static let ownTaints = ["unschedulable", "not-ready", "unreachable"].map {
    "node.kubernetes.io/" + $0
  }

  init(_ node: Node) {
    cordoned = node.isUnschedulable
    notReady = node.isReady != true
    tainted = node.taints.contains { $0.repels && !Self.ownTaints.contains($0.key) }
    deleting = node.isTerminating
  }

  var schedulable: Bool { !cordoned && !notReady && !tainted && !deleting }
}
