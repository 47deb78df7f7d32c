/// What a list says about a pod's life, besides what capacity is calculated from. Times are seconds since 1970.
public struct PodLife: Equatable, Sendable {
  public var uid = ""
  /// `status.phase` as it is written.
  public var phase = ""
  /// When its grace period ends; set when it has been deleted.
  public var deletionTimestamp: Int64?
  public var annotations = SelectedMetadata()
  public var labels = SelectedMetadata()
  /// The kind of the owner with `controller: true`.
  public var controllerKind: String?
  /// Whether it has a scheduling gate.
  public var isGated = false
  /// When the scheduler bound it to a node: the transition of `PodScheduled` to `True`.
  public var scheduled: Int64?
  /// When its kubelet accepted it.
  public var start: Int64?
  /// When its first container began to run; nil if that container has been restarted, because the time of its first
  /// start is then unknown.
  public var started: Int64?
  /// How often its first container was restarted.
  public var restarts: Int64 = 0
  /// Whether a container has run, init containers included.
  public var hasRun = false
  /// For a pod that succeeded or failed: the latest time in its status. Its phase has no time of its own.
  public var finished: Int64?

  public init() {}
}

extension PodLife {
  /// Reads the life of the pods whose names have a prefix.
  public struct Reader: Sendable {
    let namePrefix: String
    let annotations: KeyLookup
    let labels: KeyLookup

    /// - Parameters:
    ///   - wanted: the annotations and labels to keep.
    ///   - namePrefix: pods with other names have no `life`; empty for all pods.
    public init(_ wanted: MetadataFilter, namePrefix: String = "") {
      self.namePrefix = namePrefix
      annotations = KeyLookup(wanted.annotations)
      labels = KeyLookup(wanted.labels)
    }
  }

  /// Takes a time of a condition or a container for the end of a pod.
  mutating func note(end time: Int64?) {
    guard let time else { return }
    finished = max(time, finished ?? time)
  }

  /// Drops the end of a pod that has not ended.
  mutating func close() {
    if PodPhase(phase) != .ended { finished = nil }
    if restarts > 0 { started = nil }
  }

  /// Applies a condition.
  mutating func note(condition type: String, isTrue: Bool, reason: String, at time: Int64?) {
    note(end: time)
    guard type == "PodScheduled" else { return }
    if isTrue { scheduled = time }
    if reason == "SchedulingGated" { isGated = true }
  }
}
