/// Of a pod, what the rules look at. Times are seconds since 1970.
public struct Pod: Equatable, Sendable {
  public var namespace = ""
  public var name = ""
  public var uid = ""
  public var resourceVersion = ""
  public var creationTimestamp: Int64?
  /// When it shall be gone; set once somebody has deleted it.
  public var deletionTimestamp: Int64?
  public var annotations = WantedTexts()
  public var labels = WantedTexts()
  /// The owner with `controller: true`.
  public var controller: OwnerReference?
  public var hasFinalizers = false
  /// nil if only the metadata was asked for.
  public var details: PodDetails?

  public init() {}
}
