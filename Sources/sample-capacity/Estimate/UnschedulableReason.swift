import Shared

/// Explains in words why a build pod fits on no node.
struct UnschedulableReason {
  private let pod: BuildPod
  private let totals: ClusterTotals
  /// Whether to treat the nodes as empty.
  private let whenEmpty: Bool

  init(_ pod: BuildPod, _ totals: ClusterTotals, whenEmpty: Bool) {
    self.pod = pod
    self.totals = totals
    self.whenEmpty = whenEmpty
  }

  var text: String {
    let nodes = totals.eligible
    guard !nodes.isEmpty else { return noNode }
    if let short = pod.needs.lazy.compactMap({ lacking($0.name, $0.quantity, nodes) }).first { return short }
    if nodes.allSatisfy({ slots($0) <= 0 }) {
      return "no node \(whenEmpty ? "takes any pods" : "has room for one more pod")"
    }
    if !whenEmpty, nodes.allSatisfy({ $0.hasTakenPort(of: pod) }) {
      return "a port of the node that \(pod) needs is taken everywhere"
    }
    return "no single node has all of \(pod)\(whenEmpty ? "" : " free")"
  }

  private var noNode: String {
    let nodes = totals.nodes
    guard !nodes.isEmpty else { return "there are no nodes" }
    let reasons = [
      (nodes.count { $0.obstacle == .cordoned }, "cordoned"),
      (nodes.count { $0.obstacle == .notReady }, "not ready"),
      (nodes.count { $0.obstacle == .taint }, "with taints that are not tolerated"),
      (nodes.count { $0.obstacle == .labels }, "without the labels that the pod requires"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "none of \(nodes.count) nodes takes new pods (\(reasons.joined(separator: ", ")))"
  }

  /// Returns nil if some node has enough.
  private func lacking(_ name: String, _ quantity: Quantity, _ nodes: [NodeTotals]) -> String? {
    guard let best = nodes.max(by: { room($0, name) < room($1, name) }), room(best, name) < quantity else {
      return nil
    }
    let (wanted, most) = (ResourceText(name, quantity), ResourceText(name, max(room(best, name), .zero)))
    guard most.quantity > .zero else {
      return "no node has any \(wanted.unit)\(whenEmpty ? "" : " free") (a build pod needs \(wanted.amount))"
    }
    return whenEmpty
      ? "no node has \(wanted), even when empty (the largest is \(best.name) with \(most.amount))"
      : "no node has \(wanted) free (the most free is \(most.amount) on \(best.name))"
  }

  private func room(_ node: NodeTotals, _ name: String) -> Quantity {
    whenEmpty ? node.allocatable[name] : node.free(name)
  }

  private func slots(_ node: NodeTotals) -> Int64 { whenEmpty ? node.slots : node.freeSlots }
}

/// Formats an amount of a resource for people: `1.2 CPU`, `2000000Ki memory`.
struct ResourceText: CustomStringConvertible {
  let name: String
  let quantity: Quantity

  init(_ name: String, _ quantity: Quantity) {
    self.name = name
    self.quantity = quantity
  }

  var amount: String {
    switch name {
    case "cpu": AmountText.cores(quantity.milli ?? .max)
    case "memory": AmountText.bytes(quantity.value ?? .max)
    default: quantity.canonical(.decimalSI)
    }
  }

  /// `CPU`, `memory`, or the resource's name.
  var unit: String { name == "cpu" ? "CPU" : name }

  var description: String { "\(amount) \(unit)" }
}
