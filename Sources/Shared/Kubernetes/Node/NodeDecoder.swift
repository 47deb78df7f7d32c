/// Makes nodes of what the server sends.
public struct NodeDecoder: ItemDecoder, Sendable {
  public static let kinds = ["Node"]

  let labels: KeyLookup
  var lists: ResourceListReader

  /// - Parameters:
  ///   - labels: those that somebody will look at.
  ///   - others: the resources that are wanted beside CPU and memory.
  public init(labels: [String] = [], others: [String] = []) {
    self.labels = KeyLookup(labels)
    lists = ResourceListReader(others)
  }

  /// - Parameter saysAllocatable: whether the node has such a list.
  func finish(_ node: inout Node, saysAllocatable: Bool) {
    if !saysAllocatable { node.allocatable = node.capacity }
    node.unreadable = lists.unreadable
    node.saturated = lists.saturated
  }
}
