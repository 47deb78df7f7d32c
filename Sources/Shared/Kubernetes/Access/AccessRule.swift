/// One verb on one kind of object that a run needs, in the terms of Kubernetes' roles.
public struct AccessRule: Hashable, Sendable {
  public let verb: String
  /// `pods`, `pods/eviction`
  public let resource: String
  /// Empty for the core group.
  public let group: String
  /// The only object that it covers; nil for all.
  public let name: String?
  /// nil for the whole cluster.
  public let namespace: String?
  /// What the run needs it for.
  public let purpose: String
  /// Whether a run without it does the same work, says so, and ends with the same exit code.
  public let isOptional: Bool

  public init(
    _ verb: String, _ resource: String, group: String = "", name: String? = nil, in namespace: String?,
    for purpose: String, isOptional: Bool = false
  ) {
    self.verb = verb
    self.resource = resource
    self.group = group
    self.name = name
    self.namespace = namespace
    self.purpose = purpose
    self.isOptional = isOptional
  }
}
