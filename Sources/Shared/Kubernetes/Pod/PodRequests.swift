/// What a pod's spec and status say about resources, and what that comes to.
struct PodRequests: Sendable {
  struct Container: Sendable {
    var name = ""
    /// An init container that keeps running: `restartPolicy: Always`.
    var isSidecar = false
    var requests = ResourceList()
  }

  /// What the status says a container really has.
  struct ContainerStatus: Sendable {
    var name = ""
    /// The requests in `resources`; nil without `resources`.
    var requests: ResourceList?
    /// Whether `resources` has requests.
    var hasRequests = false
    /// nil without `allocatedResources`.
    var allocated: ResourceList?
  }

  typealias Entries = [(name: String, quantity: Quantity)]

  /// What the status says the pod as a whole really has.
  struct Status: Sendable {
    /// The requests in `resources`; nil without `resources`.
    var requests: Entries?
    var allocated: Entries = []
  }

  var containers: [Container] = []
  var initContainers: [Container] = []
  var statuses: [ContainerStatus] = []
  var initStatuses: [ContainerStatus] = []
  var overhead = ResourceList()
  /// The requests of the pod as a whole. They replace the sum of its containers'.
  var podLevel: Entries = []
  var podStatus = Status()
  /// What devices that were allocated to the pod take from the node's CPU and memory.
  var claims = ResourceList()
  /// The reason of the first condition `PodResizePending`, whatever its status.
  var resizePendingReason: String?
  private var statusIndex: [String: ContainerStatus]?

  /// Removes everything but keeps the memory.
  mutating func removeAll() {
    containers.removeAll(keepingCapacity: true)
    if !initContainers.isEmpty { initContainers.removeAll(keepingCapacity: true) }
    if !statuses.isEmpty { statuses.removeAll(keepingCapacity: true) }
    if !initStatuses.isEmpty { initStatuses.removeAll(keepingCapacity: true) }
    if !podLevel.isEmpty { podLevel.removeAll(keepingCapacity: true) }
    overhead = ResourceList()
    podStatus = Status()
    claims = ResourceList()
    resizePendingReason = nil
    statusIndex = nil
  }

  /// The pod's requests: `PodRequests` of k8s.io/component-helpers/resource at that version. An accounting that
  /// ignores a part of the pod has not read it.
  mutating func requests(_ version: AccountingVersion) -> ResourceList {
    statusIndex = indexedStatuses()
    var total =
      switch version {
      case .v1_36: sum { largestOfEach($0, isPlainInit: $1) } + claims
      case .v1_37: largestSum
      }
    replace(&total, version)
    total += overhead
    return total
  }

  /// Whether the node has refused the new size for good. Then the spec does not count.
  private var isInfeasible: Bool { resizePendingReason == "Infeasible" }

  private func status(of container: Container) -> ContainerStatus? {
    if let statusIndex { return statusIndex[container.name] }
    if let status = statuses.first(where: { $0.name == container.name }) { return status }
    guard !initStatuses.isEmpty else { return nil }
    return initStatuses.first { $0.name == container.name }
  }

  /// The statuses by name; the first of a name counts. nil for the few statuses of nearly every pod, which are found
  /// faster one by one.
  private func indexedStatuses() -> [String: ContainerStatus]? {
    guard statuses.count + initStatuses.count > 16 else { return nil }
    return Dictionary((statuses + initStatuses).map { ($0.name, $0) }) { first, _ in first }
  }

  /// Adds up containers. Init containers run one after the other, beside the sidecars that started before them.
  @inline(__always)
  private func sum(_ requests: (Container, _ isPlainInit: Bool) -> ResourceList) -> ResourceList {
    var total = ResourceList()
    for container in containers { total += requests(container, false) }
    guard !initContainers.isEmpty else { return total }
    var sidecars = ResourceList()
    var peak = ResourceList()
    for container in initContainers {
      if container.isSidecar {
        let requests = requests(container, false)
        total += requests
        sidecars += requests
        peak.raise(to: sidecars)
      } else {
        peak.raise(to: requests(container, true) + sidecars)
      }
    }
    total.raise(to: peak)
    return total
  }

  // MARK: 1.36: the largest size of each container counts

  private func largestOfEach(_ container: Container, isPlainInit: Bool) -> ResourceList {
    // A plain init container has ended, or has not started.
    guard !isPlainInit, let status = status(of: container), var largest = status.requests else {
      return container.requests
    }
    if let allocated = status.allocated { largest.raise(to: allocated) }
    if !isInfeasible { largest.raise(to: container.requests) }
    return largest
  }

  // MARK: 1.37: the largest sum counts

  private var largestSum: ResourceList {
    let wanted = sum { container, _ in container.requests } + claims
    guard isResizing else { return wanted }
    var largest: ResourceList
    if let requests = podStatus.requests, !requests.isEmpty, !podStatus.allocated.isEmpty {
      // The node has added the claims already.
      largest = ResourceList(podStatus.allocated)
      largest.raise(to: ResourceList(requests))
    } else {
      largest = sum { container, _ in allocated(container) } + claims
      largest.raise(to: sum { container, _ in actuated(container) })
    }
    if !isInfeasible { largest.raise(to: wanted) }
    return largest
  }

  /// Whether the status says something else than the spec. Of most pods it does not, which saves two sums.
  private var isResizing: Bool {
    if isInfeasible || podStatus.requests != nil { return true }
    guard !statuses.isEmpty || !initStatuses.isEmpty else { return false }
    return (containers + initContainers).contains {
      allocated($0) != $0.requests || actuated($0) != $0.requests
    }
  }

  private func allocated(_ container: Container) -> ResourceList {
    status(of: container)?.allocated ?? (isInfeasible ? ResourceList() : container.requests)
  }

  private func actuated(_ container: Container) -> ResourceList {
    if let status = status(of: container), status.hasRequests, let requests = status.requests {
      return requests
    }
    return allocated(container)
  }

  // MARK: Requests of the pod as a whole

  private func replace(_ total: inout ResourceList, _ version: AccountingVersion) {
    guard podLevel.contains(where: { Self.canBePodLevel($0.name) }) else { return }
    var effective = podStatus.requests == nil || !isInfeasible ? ResourceList(podLevel) : ResourceList()
    var names = podLevel.map(\.name)
    if let requests = podStatus.requests {
      effective.raise(to: ResourceList(requests))
      effective.raise(to: ResourceList(podStatus.allocated))
      if version >= .v1_37 {
        names = (isInfeasible ? [] : names) + requests.map(\.name) + podStatus.allocated.map(\.name)
      }
    }
    for name in names where Self.canBePodLevel(name) { total[name] = effective[name] }
  }

  private static func canBePodLevel(_ name: String) -> Bool {
    name == "cpu" || name == "memory" || name.hasPrefix("hugepages-")
  }
}

extension ResourceList {
  fileprivate init(_ entries: PodRequests.Entries) {
    self.init()
    for (name, quantity) in entries { self[name] = quantity }
  }
}
