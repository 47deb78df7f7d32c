/// Amounts by resource, as Kubernetes' `ResourceList`. What is not there is zero.
public struct ResourceList: Equatable, Sendable {
  /// In cores.
  public var cpu = Quantity.zero
  /// In bytes.
  public var memory = Quantity.zero
  /// `pods`, `ephemeral-storage`, `hugepages-2Mi`, `nvidia.com/gpu`, …
  public var others: [String: Quantity] = [:]

  public init() {}
}
