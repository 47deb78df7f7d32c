/// The parts of a pod that capacity is calculated from. Times are seconds since 1970.
public struct CapacityPod: Equatable, Sendable {
  /// What the scheduler says about a pod that is not bound to a node.
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
  /// The node where the scheduler reserves room for it, while it is not bound.
  public var nominatedNodeName: String?
  /// The ports it takes on its node, if the decoder was made to read them.
  public var hostPorts: [HostPort] = []
  public var phase = PodPhase.other
  public var creationTimestamp: Int64?
  public var isTerminating = false
  public var scheduling = Scheduling.waiting
  /// The pod's resource requests, by the decoder's accounting.
  public var requests = ResourceList()
  /// Where and why a quantity cannot be read, for the first one. `requests` is then unreliable.
  public var unreadable: String?
  /// Where a quantity was capped at 2⁶³−1.
  public var saturated: String?
  /// nil unless the decoder was made to read it.
  public var life: PodLife?

  public init() {}
}
