/// A `coordination.k8s.io/v1` lease: who holds something, and for how long. Times are seconds since 1970.
public struct Lease: Equatable, Sendable {
  public var holderIdentity: String?
  /// How long the lease is held after `renewTime`.
  public var leaseDurationSeconds: Int64?
  public var renewTime: Int64?
  /// When the current holder acquired it.
  public var acquireTime: Int64?

  public init(
    holderIdentity: String? = nil, leaseDurationSeconds: Int64? = nil, renewTime: Int64? = nil,
    acquireTime: Int64? = nil
  ) {
    self.holderIdentity = holderIdentity
    self.leaseDurationSeconds = leaseDurationSeconds
    self.renewTime = renewTime
    self.acquireTime = acquireTime
  }

  init(json: JSONCursor) throws(JSONError) {
    let spec = json["spec"]
    holderIdentity = try spec["holderIdentity"].optionalString()
    leaseDurationSeconds = try spec["leaseDurationSeconds"].optionalInteger()
    renewTime = try spec["renewTime"].optionalTime()
    acquireTime = try spec["acquireTime"].optionalTime()
  }
}

extension APICall<Lease?> {
  /// Reads a lease; nil if it does not exist.
  public static func readLease(namespace: String, name: String) -> Self {
    readObject(
      APIAction("get", "leases", namespace: namespace, name: name),
      at: APIPath.lease(namespace: namespace, name: name), kinds: ["Lease"]
    ) { try Lease(json: $0) }
  }
}
