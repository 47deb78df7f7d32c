/// Decodes `CapacityPod`s. Reads only what the accounting needs.
public struct CapacityPodDecoder: ItemDecoder, Sendable {
  public static let kinds = ["Pod"]

  let accounting: Accounting
  let version: AccountingVersion
  /// Whether the ports that pods take on their nodes are wanted.
  let readsHostPorts: Bool
  /// nil if nobody wants to know about the pods' lives.
  let life: PodLife.Reader?
  var lists: ResourceListReader
  var resources = PodRequests()
  var namespaces = TextInterner()
  var containerRequests = ResourceListMemo()
  let conditions = KeyLookup([scheduled, resizePending])

  private static let scheduled = "PodScheduled"
  private static let resizePending = "PodResizePending"

  /// - Parameters:
  ///   - wanted: which resources to read besides CPU and memory.
  ///   - life: reads what capacity is not calculated from.
  public init(
    _ accounting: Accounting, _ version: AccountingVersion = .newest, wanted: WantedResources = .only([]),
    readsHostPorts: Bool = false, life: PodLife.Reader? = nil
  ) {
    self.accounting = accounting
    self.version = version
    self.readsHostPorts = readsHostPorts
    self.life = life
    lists = ResourceListReader(wanted)
  }

  mutating func begin() {
    resources.removeAll()
    lists.begin()
  }

  mutating func finish(_ pod: inout CapacityPod) {
    pod.requests = accounting.counted(resources.requests(version))
    pod.unreadable = lists.unreadable
    pod.saturated = lists.saturated
  }

  /// Applies one of the pod's conditions.
  mutating func note(condition type: String, status: String, reason: String, of pod: inout CapacityPod) {
    switch type {
    case Self.scheduled: pod.scheduling = CapacityPod.Scheduling(status: status, reason: reason)
    case Self.resizePending where accounting.readsStatus:
      resources.resizePendingReason = resources.resizePendingReason ?? reason
    default: break
    }
  }
}

extension CapacityPod.Scheduling {
  /// What the condition `PodScheduled` says.
  init(status: String, reason: String) {
    switch (status, reason) {
    case ("False", "Unschedulable"): self = .unschedulable
    case ("False", "SchedulingGated"): self = .gated
    default: self = .other
    }
  }
}
