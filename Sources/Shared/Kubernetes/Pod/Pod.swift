/// Of a pod, what the rules look at. Times are seconds since 1970.
public struct Pod: Equatable, Sendable {
  public var namespace = ""
  public var name = ""
  public var uid = ""
  public var resourceVersion = ""
  public var creationTimestamp: Int64?
  /// When it shall be gone; set once somebody has deleted it.
  public var deletionTimestamp: Int64?
  public var annotations = SelectedMetadata()
  public var labels = SelectedMetadata()
  /// The owner with `controller: true`.
  public var controller: OwnerReference?
  public var hasFinalizers = false
  /// nil if only the metadata was asked for.
  public var details: PodDetails?

  public init() {}
}

/// The object that created another and looks after it.
public struct OwnerReference: Equatable, Sendable {
  public var kind: String
  public var name: String

  public init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }
}

/// Of a pod's spec and status, what the rules look at. Times are seconds since 1970.
public struct PodDetails: Equatable, Sendable {
  /// nil while it is not bound to a node.
  public var nodeName: String?
  public var phase = PodPhase.other
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
