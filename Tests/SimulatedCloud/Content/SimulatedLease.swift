/// A lease to add to the cloud. What is nil is omitted.
public struct SimulatedLease: Sendable {
  public var name: String
  public var namespace: String
  public var holder: String?
  /// Seconds since 1970.
  public var renewTime: Int64?
  /// Seconds since 1970.
  public var acquireTime: Int64?
  public var durationSeconds: Int64?
  public var transitions: Int64?

  public init(
    _ name: String, namespace: String = "builds", holder: String? = nil, renewTime: Int64? = nil,
    acquireTime: Int64? = nil, durationSeconds: Int64? = nil, transitions: Int64? = nil
  ) {
    self.name = name
    self.namespace = namespace
    self.holder = holder
    self.renewTime = renewTime
    self.acquireTime = acquireTime
    self.durationSeconds = durationSeconds
    self.transitions = transitions
  }

  var value: JSONValue {
    var spec: JSONValue = .object([])
    spec["holderIdentity"] = holder.map { .string($0) }
    spec["leaseDurationSeconds"] = durationSeconds.map { .integer($0) }
    spec["acquireTime"] = acquireTime.map { .string(Timestamp.microText($0)) }
    spec["renewTime"] = renewTime.map { .string(Timestamp.microText($0)) }
    spec["leaseTransitions"] = transitions.map { .integer($0) }
    return ["metadata": .object([]), "spec": spec]
  }
}
