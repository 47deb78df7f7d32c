import Shared

/// Sums and counts of some pods.
struct PodSums: Equatable, Sendable {
  /// The requests of pods in the phase Running.
  var running = ResourceList()
  var pending = ResourceList()
  /// The requests of all pods.
  var requests = ResourceList()
  var count = 0
  var runningCount = 0
  var pendingCount = 0
  var terminating = 0
  /// When the oldest pending pod was created, in seconds since 1970.
  var oldestPending: Int64?
  /// The ports that the pods take on their nodes, if they were read.
  var hostPorts: Set<HostPort> = []
  // By the scheduler's last answer. Read for unbound pods only.
  var unschedulable = 0
  var gated = 0
  var waiting = 0

  mutating func add(_ pod: CapacityPod) {
    count += 1
    requests += pod.requests
    if pod.isTerminating { terminating += 1 }
    if !pod.hostPorts.isEmpty { hostPorts.formUnion(pod.hostPorts) }
    switch pod.phase {
    case .running:
      runningCount += 1
      running += pod.requests
    case .pending:
      pendingCount += 1
      pending += pod.requests
      oldestPending = earliest(oldestPending, pod.creationTimestamp)
    case .ended, .other: break
    }
    switch pod.scheduling {
    case .unschedulable: unschedulable += 1
    case .gated: gated += 1
    case .waiting: waiting += 1
    case .other: break
    }
  }

  static func += (one: inout PodSums, other: PodSums) {
    one.running += other.running
    one.pending += other.pending
    one.requests += other.requests
    one.count += other.count
    one.runningCount += other.runningCount
    one.pendingCount += other.pendingCount
    one.terminating += other.terminating
    one.oldestPending = earliest(one.oldestPending, other.oldestPending)
    one.unschedulable += other.unschedulable
    one.gated += other.gated
    one.waiting += other.waiting
    if !other.hostPorts.isEmpty { one.hostPorts.formUnion(other.hostPorts) }
  }
}

private func earliest(_ one: Int64?, _ other: Int64?) -> Int64? {
  guard let one, let other else { return one ?? other }
  return min(one, other)
}
