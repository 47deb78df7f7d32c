/// What a pod's spec and status say of resources, before they are reckoned with.
struct PodRequests: Sendable {
  struct Container: Sendable {
    var name = ""
    /// An init container that stays: `restartPolicy: Always`.
    var isSidecar = false
    var requests = ResourceList()
  }

  /// What the status says that a container, or the pod, really has.
  struct Actual: Sendable {
    var name = ""
    /// The requests of `resources`; nil if it says nothing of them.
    var requests: ResourceList?
    var allocated = ResourceList()
  }

  var containers: [Container] = []
  var initContainers: [Container] = []
  var statuses: [Actual] = []
  var initStatuses: [Actual] = []
  var overhead = ResourceList()
  /// What the pod asks for as a whole: it replaces its containers' sum.
  var podLevel: [(name: String, quantity: Quantity)] = []
  var podStatus = Actual()
  /// Of the first condition `PodResizePending`, whatever its status.
  var resizePendingReason: String?

  /// Takes everything out but keeps the room.
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

  /// What the pod asks for: `PodRequests` of k8s.io/component-helpers/resource. An accounting that does not look
  /// at some part of a pod has not read it.
  var requests: ResourceList {
    var total = ResourceList()
    for container in containers { total += requests(of: container, statuses) }
    if !initContainers.isEmpty { raise(&total) }
    replace(&total)
    total += overhead
    return total
  }

  /// Init containers run one after the other, beside the sidecars that came before them.
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
        // Never its status: it has ended, or has not begun.
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

  /// While a resize is under way, whatever is largest counts.
  private func effective(_ asked: ResourceList, _ status: Actual) -> ResourceList {
    guard var effective = status.requests else { return asked }
    effective.raise(to: status.allocated)
    // What the node has refused for good it will not give.
    if resizePendingReason != "Infeasible" { effective.raise(to: asked) }
    return effective
  }
}
