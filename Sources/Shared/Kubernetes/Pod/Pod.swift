/// The parts of a pod that the rules use. Times are seconds since 1970.
public struct Pod: Equatable, Sendable {
  public var namespace = ""
  public var name = ""
  public var uid = ""
  public var resourceVersion = ""
  public var creationTimestamp: Int64?
  /// When its grace period ends; set when it has been deleted.
  public var deletionTimestamp: Int64?
  public var annotations = SelectedMetadata()
  public var labels = SelectedMetadata()
  /// The owner with `controller: true`.
  public var controller: OwnerReference?
  public var hasFinalizers = false
  /// nil if only the metadata was requested.
  public var details: PodDetails?

  public init() {}
}

/// The owner of an object.
public struct OwnerReference: Equatable, Sendable {
  public var kind: String
  public var name: String

  public init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }
}

/// The parts of a pod's spec and status that the rules use. Times are seconds since 1970.
public struct PodDetails: Equatable, Sendable {
  /// nil while it is not bound to a node.
  public var nodeName: String?
  public var phase = PodPhase.other
  public var hasSchedulingGates = false
  public var conditions: [PodCondition] = []
  /// Both init containers and regular ones.
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

/// The state of a container.
public struct ContainerSummary: Equatable, Sendable {
  /// Why it is not running: `ImagePullBackOff`.
  public var waitingReason: String?
  /// Whether it is running or has run before.
  public var hasRun = false
  /// When its latest run ended.
  public var finishedAt: Int64?

  public init() {}
}
