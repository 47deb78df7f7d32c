/// An amount of a resource, exact to a billionth: what Kubernetes writes as `250m`, `2`, `1.5Gi`.
public struct Quantity: Equatable, Hashable, Sendable {
  /// In billionths of a core, a byte, a pod.
  public var nanos: Int128

  public init(nanos: Int128) { self.nanos = nanos }

  public static let zero = Quantity(nanos: 0)
}
