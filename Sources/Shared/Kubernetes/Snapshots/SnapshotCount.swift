/// How many objects snapshots hold.
public struct SnapshotCount: Equatable, Sendable {
  public var pods = 0
  public var nodes = 0
  /// Passed over, by kind: `Service`, or `Node (longhorn.io/v1beta2)`.
  public var others: [String: Int] = [:]

  public init(pods: Int = 0, nodes: Int = 0, others: [String: Int] = [:]) {
    self.pods = pods
    self.nodes = nodes
    self.others = others
  }

  /// Says what was passed over.
  public func tell(_ log: Log) {
    for (kind, number) in others.sorted(by: { $0.key < $1.key }) {
      log.notice("the snapshot has \(number) of kind \(kind), ignoring")
    }
  }

  mutating func add(_ other: SnapshotCount) {
    pods += other.pods
    nodes += other.nodes
    others.merge(other.others, uniquingKeysWith: +)
  }
}
