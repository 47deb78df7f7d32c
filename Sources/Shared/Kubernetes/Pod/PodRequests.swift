/// The resources in a pod's spec and status, from which `requests` calculates the sum.
struct PodRequests: Sendable {
  struct Container: Sendable {
    var name = ""
    /// An init container that keeps running: `restartPolicy: Always`.
    var isSidecar = false
    var requests = ResourceList()
  }

  /// What a container, or the pod, actually has according to the status.
  struct Actual: Sendable {
    var name = ""
    /// The requests in `resources`; nil if it has none.
    var requests: ResourceList?
    var allocated = ResourceList()
  }

  var containers: [Container] = []
  var initContainers: [Container] = []
  var statuses: [Actual] = []
  var initStatuses: [Actual] = []
  var overhead = ResourceList()
  /// The pod-level requests, which replace the containers' sum.
  var podLevel: [(name: String, quantity: Quantity)] = []
  var podStatus = Actual()
  /// The reason of the first `PodResizePending` condition, regardless of its status.
  var resizePendingReason: String?

  /// Removes everything but keeps the capacity.
  mutating func removeAll() {
    containers.removeAll(keepingCapacity: true)
    if !initContainers.isEmpty { initContainers.removeAll(keepingCapacity: true) }
    if !statuses.isEmpty { statuses.removeAll(keepingCapacity: true) }
    if !initStatuses.isEmpty { initStatuses.removeAll(keepingCapacity: true) }
    if !podLevel.isEmpty { podLevel.removeAll(keepingCapacity: true) }
    overhead = ResourceList()
    podStatus = Actual()
    resizePendingReason = nil
  }

  /// The pod's requests: `PodRequests` of k8s.io/component-helpers/resource. Parts that the accounting ignores were not
  /// read.
  var requests: ResourceList {
    var total = ResourceList()
    for container in containers { total += requests(of: container, statuses) }
    if !initContainers.isEmpty { raise(&total) }
    replace(&total)
    total += overhead
    return total
  }

  /// Init containers run one after the other, alongside the sidecars before them.
  private func raise(_ total: inout ResourceList) {
    var sidecars = ResourceList()
    var peak = ResourceList()
    for container in initContainers {
      if container.isSidecar {
        let requests = requests(of: container, initStatuses)
        total += requests
        sidecars += requests
        peak.raise(to: sidecars)
      } else {
        // Never its status: it has ended, or has not started.
        peak.raise(to: container.requests + sidecars)
      }
    }
    total.raise(to: peak)
  }

  private func replace(_ total: inout ResourceList) {
    guard !podLevel.isEmpty else { return }
    var asked = ResourceList()
    for (name, quantity) in podLevel { asked[name] = quantity }
    let effective = effective(asked, podStatus)
    for (name, _) in podLevel where name == "cpu" || name == "memory" || name.hasPrefix("hugepages-") {
      total[name] = effective[name]
    }
  }

  private func requests(of container: Container, _ statuses: [Actual]) -> ResourceList {
    guard let status = statuses.first(where: { $0.name == container.name }) else { return container.requests }
    return effective(container.requests, status)
  }

  /// During a resize, the largest counts.
  private func effective(_ asked: ResourceList, _ status: Actual) -> ResourceList {
    guard var effective = status.requests else { return asked }
    effective.raise(to: status.allocated)
    // The node has refused the resize for good.
    if resizePendingReason != "Infeasible" { effective.raise(to: asked) }
    return effective
  }
}
