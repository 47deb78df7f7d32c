/// Of a pod's spec and status, what the rules look at. Times are seconds since 1970.
public struct PodDetails: Equatable, Sendable {
  /// nil while it is not bound to a node.
  public var nodeName: String?
  /// `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`.
  public var phase = ""
  public var hasSchedulingGates = false
  public var conditions: [PodCondition] = []
  /// Of the init containers and of the plain ones.
  public var containers: [ContainerSummary] = []

  public init() {}
}

/// One of a pod's conditions.
public struct PodCondition: Equatable, Sendable {
  public var type = ""
  public var status = ""
  public var reason = ""
  public var lastTransitionTime: Int64?

  public init() {}
}

/// How a container is doing.
public struct ContainerSummary: Equatable, Sendable {
  /// Why it is not running: `ImagePullBackOff`.
  public var waitingReason: String?
  /// Whether it runs, or has run before.
  public var hasRun = false
  /// When its present run ended.
  public var finishedAt: Int64?

  public init() {}
}
