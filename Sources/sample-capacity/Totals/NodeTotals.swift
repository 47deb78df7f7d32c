import Shared

/// A node with the sums of its pods, from which follows what still fits.
struct NodeTotals: Equatable, Sendable {
  let name: String
  let classes: NodeClasses
  /// Why build pods may not run on it at all.
  let obstacle: PlacementRules.Obstacle?
  let capacity: ResourceList
  let allocatable: ResourceList
  let pods: PodSums
  /// Pods that are not bound yet, for which the scheduler keeps room here.
  let reserved: PodSums

  init(_ node: Node, _ pods: PodSums, reserved: PodSums, _ accounting: Accounting, buildPod: BuildPod) {
    name = node.name
    classes = NodeClasses(node)
    obstacle = buildPod.placement.obstacle(to: node, cordonIsTaint: accounting == .scheduler)
    self.reserved = reserved
    capacity = accounting.counted(node.capacity)
    allocatable = accounting.counted(node.allocatable)
    self.pods = pods
  }

  var isEligible: Bool { obstacle == nil }

  /// The maximum number of pods.
  var slots: Int64 { allocatable["pods"].value ?? .max }

  /// How much of a resource is left; negative if pods request more than there is.
  func free(_ resource: String) -> Quantity {
    allocatable[resource] - pods.requests[resource] - reserved.requests[resource]
  }

  var freeSlots: Int64 { slots - Int64(pods.count) - Int64(reserved.count) }

  /// Whether a pod here has taken a port of the node that the build pod needs.
  func hasTakenPort(of pod: BuildPod) -> Bool {
    pod.placement.conflicts(with: pods.hostPorts) || pod.placement.conflicts(with: reserved.hostPorts)
  }

  /// How many build pods fit next to its pods.
  func fits(_ pod: BuildPod) -> Int64 {
    isEligible && !hasTakenPort(of: pod) ? Self.count(pod, slots: freeSlots) { free($0) } : 0
  }

  /// How many build pods it would hold if it were empty.
  func holds(_ pod: BuildPod) -> Int64 {
    isEligible ? Self.count(pod, slots: slots) { allocatable[$0] } : 0
  }

  private static func count(
    _ pod: BuildPod, slots: Int64, _ room: (_ resource: String) -> Quantity
  ) -> Int64 {
    // Two build pods cannot share a port of the node.
    var count = min(max(0, slots), pod.placement.hostPorts.isEmpty ? .max : 1)
    for (name, quantity) in pod.needs {
      let times = room(name).nanos / quantity.nanos
      count = min(count, Int64(clamping: max(0, times)))
    }
    return count
  }
}

/// The classes of a node; they overlap.
struct NodeClasses: Equatable, Sendable {
  let cordoned: Bool
  let notReady: Bool
  let tainted: Bool
  let deleting: Bool

  /// Taints that Kubernetes itself adds for what the other classes say.
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
