import Shared

/// The pods that wait, by what they wait for and for how long. Its memory does not grow with the number of pods.
struct QueueSummary: Equatable, Sendable {
  /// The ends of the age columns, in seconds: under 1, 5, 15 and 60 minutes; the last column has no end.
  static let ages: [Int64] = [60, 300, 900, 3600]
  /// How many different sets of requests are told apart.
  static let limit = 64

  /// What a waiting pod waits for, as far as the list says it.
  enum Kind: String, Sendable {
    case unschedulable
    case gated
    /// The scheduler has not tried it.
    case untried
    /// A node keeps room for it.
    case nominated
    /// On a node, not started yet.
    case starting
  }

  /// Pods that wait for the same.
  struct Group: Equatable, Sendable {
    let kind: Kind
    /// Of each pod; nil for various ones.
    let requests: ResourceList?
    var pods = 0
    /// When the oldest was created, in unix seconds.
    var oldest: Int64?
    var ages = [Int](repeating: 0, count: QueueSummary.ages.count + 1)
  }

  private(set) var groups: [Group] = []

  /// Adds a pod if it waits.
  ///
  /// - Parameter now: unix seconds.
  mutating func add(_ pod: CapacityPod, now: Int64) {
    guard pod.phase == .pending, !pod.isTerminating, pod.unreadable == nil else { return }
    let kind = Self.kind(pod)
    // What the others ask for says nothing about why they wait.
    let place = place(kind, kind == .unschedulable ? pod.requests : nil)
    groups[place].pods += 1
    guard let created = pod.creationTimestamp else { return }
    groups[place].oldest = min(groups[place].oldest ?? created, created)
    let age = max(0, now.subtractingReportingOverflow(created).partialValue)
    groups[place].ages[Self.ages.firstIndex { age < $0 } ?? Self.ages.count] += 1
  }

  private static func kind(_ pod: CapacityPod) -> Kind {
    if pod.nodeName != nil { return .starting }
    if pod.scheduling == .gated { return .gated }
    if pod.nominatedNodeName != nil { return .nominated }
    return pod.scheduling == .unschedulable ? .unschedulable : .untried
  }

  private mutating func place(_ kind: Kind, _ requests: ResourceList?) -> Int {
    if let place = groups.firstIndex(where: { $0.kind == kind && $0.requests == requests }) { return place }
    if groups.count >= Self.limit, requests != nil { return place(kind, nil) }
    groups.append(Group(kind: kind, requests: requests))
    return groups.count - 1
  }
}

/// A row of the queue's table.
struct QueueRow: Equatable, Sendable {
  /// `never`: no node is large enough. The name of a resource that no node has enough of left (`cpu`), `pods` for
  /// room for one more pod, or `fragments`: no single node has all of them. `other`: some node has room, so it is
  /// taints, affinity, ports or volumes. `noNodes`, `gated`, `untried`, `nominated` and `starting`.
  var why = ""
  /// In words, about one of the pods; may be empty.
  var detail = ""
  var pods = 0
  /// When the oldest was created, in unix seconds.
  var oldest: Int64?
  /// How many have waited for under 1 min, 1–5, 5–15, 15–60 min, and for longer.
  var ages = [Int](repeating: 0, count: QueueSummary.ages.count + 1)
}

extension QueueSummary {
  /// The rows: first what fits nowhere, then the others by their number of pods, then what needs nobody.
  func rows(_ totals: ClusterTotals) -> [QueueRow] {
    let nodes = totals.nodes.filter(\.classes.schedulable)
    var rows: [QueueRow] = []
    for group in groups {
      let (why, detail) = Self.reason(group, nodes)
      let place = rows.firstIndex { $0.why == why }
      var row = place.map { rows[$0] } ?? QueueRow(why: why, detail: detail)
      row.pods += group.pods
      row.oldest = [row.oldest, group.oldest].compactMap(\.self).min()
      row.ages = zip(row.ages, group.ages).map { $0 + $1 }
      if let place { rows[place] = row } else { rows.append(row) }
    }
    return rows.sorted { Self.order($0) < Self.order($1) }
  }

  private static func order(_ row: QueueRow) -> (Int, Int, String) {
    switch row.why {
    case "never": (0, -row.pods, row.why)
    case Kind.gated.rawValue: (2, 0, row.why)
    case Kind.untried.rawValue: (3, 0, row.why)
    case Kind.nominated.rawValue: (4, 0, row.why)
    case Kind.starting.rawValue: (5, 0, row.why)
    default: (1, -row.pods, row.why)
    }
  }

  private static func reason(_ group: Group, _ nodes: [NodeTotals]) -> (why: String, detail: String) {
    guard group.kind == .unschedulable else { return (group.kind.rawValue, "") }
    guard !nodes.isEmpty else { return ("noNodes", "") }
    guard let requests = group.requests else { return ("other", "") }
    let needs = requests.needs
    func short(_ most: String, _ room: (NodeTotals, String) -> Quantity) -> (why: String, detail: String)? {
      for (name, wanted) in needs {
        let largest = nodes.map { room($0, name) }.max() ?? .zero
        guard largest < wanted else { continue }
        let left = ResourceText(name, max(largest, .zero))
        return (name, "requests \(ResourceText(name, wanted)); \(most) \(left.amount)")
      }
      return nil
    }
    if let short = short("the largest node has", { $0.allocatable[$1] }) { return ("never", short.detail) }
    if !nodes.contains(where: { node in needs.allSatisfy { node.allocatable[$0.name] >= $0.quantity } }) {
      return ("never", "no single node is large enough")
    }
    if let short = short("the most free on a node is", { $0.free($1) }) { return short }
    let roomy = nodes.filter { node in needs.allSatisfy { node.free($0.name) >= $0.quantity } }
    if roomy.isEmpty { return ("fragments", "no single node has all that it requests") }
    return roomy.allSatisfy { $0.freeSlots <= 0 }
      ? ("pods", "no node has room for one more pod") : ("other", "")
  }
}
