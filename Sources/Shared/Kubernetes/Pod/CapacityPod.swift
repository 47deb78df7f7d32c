/// Of a pod, what the cluster's capacity is reckoned from. Times are seconds since 1970.
public struct CapacityPod: Equatable, Sendable {
  /// What the scheduler has said of a pod that is bound to no node.
  public enum Scheduling: Equatable, Sendable {
    /// No `PodScheduled` condition yet.
    case waiting
    /// `PodScheduled=False`, `Unschedulable`.
    case unschedulable
    /// `PodScheduled=False`, `SchedulingGated`.
    case gated
    /// `PodScheduled` says something else.
    case other
  }

  public var namespace = ""
  public var name = ""
  /// nil while it is not bound to a node.
  public var nodeName: String?
  public var phase = PodPhase.other
  public var creationTimestamp: Int64?
  public var isTerminating = false
  public var scheduling = Scheduling.waiting
  /// What the pod asks for and counts for, by the accounting that the decoder was made for.
  public var requests = ResourceList()
  /// The first quantity that cannot be read: where and why. `requests` is then not to be relied upon.
  public var unreadable: String?
  /// A quantity that was cut down to 2⁶³−1: where.
  public var saturated: String?

  public init() {}
}
