/// A pod disruption budget, as far as evictions need it. It ignores whether pods are ready.
public struct SimulatedBudget: Sendable {
  public var name: String
  public var namespace: String
  /// The labels of the covered pods. If empty, it covers every pod in the namespace.
  public var labels: [String: String]
  /// How many more pods may be evicted.
  public var disruptionsAllowed: Int
  /// Whether its controller has seen its newest version. Until then it refuses with a Retry-After.
  public var isProcessed: Bool
  public var desiredHealthy = 1
  public var currentHealthy = 1

  public init(
    _ name: String, namespace: String = "builds", labels: [String: String] = [:],
    disruptionsAllowed: Int = 0, isProcessed: Bool = true
  ) {
    self.name = name
    self.namespace = namespace
    self.labels = labels
    self.disruptionsAllowed = disruptionsAllowed
    self.isProcessed = isProcessed
  }

  func covers(_ pod: StoredObject) -> Bool {
    pod.namespace == namespace
      && labels.allSatisfy { key, value in pod.shape.labels[key].map(pod.text) == value }
  }
}
