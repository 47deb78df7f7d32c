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
