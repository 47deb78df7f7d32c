import Shared

/// The build pods of a sample, for the status page: how many, and a few of them.
struct BuildPodSummary: Equatable, Sendable {
  /// How many of the oldest and of the youngest to name.
  static let named = 3

  struct Row: Equatable, Sendable {
    var namespace = ""
    var name = ""
    var node: String?
    var buildClass: String?
    /// Unix seconds, here and below.
    var created: Int64?
    var started: Int64?
    /// What its expiry annotation says; nil if it has none that can be read.
    var deadline: Int64?
  }

  /// In the phase Running.
  var running = 0
  var pending = 0
  /// How many are past their deadline.
  var overdue = 0
  /// The oldest first.
  var oldest: [Row] = []
  /// The youngest first.
  var youngest: [Row] = []

  /// Adds a pod that has not ended.
  mutating func add(_ pod: LedgerPod, deadlineKey: String, phase: PodPhase, now: Int64) {
    var deadline: Int64?
    if case .at(let seconds)? = pod.facts.keys[deadlineKey] { deadline = seconds }
    if let deadline, now > deadline { overdue += 1 }
    switch phase {
    case .running: running += 1
    case .pending: pending += 1
    case .ended, .other: break
    }
    guard let created = pod.facts.created else { return }
    if oldest.count == Self.named, youngest.count == Self.named,
      let last = oldest.last?.created, let first = youngest.last?.created, created >= last, created <= first
    {
      return
    }
    let row = Row(
      namespace: pod.namespace, name: pod.name, node: pod.facts.node, buildClass: pod.facts.buildClass,
      created: created, started: pod.facts.started, deadline: deadline)
    Self.insert(row, into: &oldest) { $0 < $1 }
    Self.insert(row, into: &youngest) { $0 > $1 }
  }

  private static func insert(_ row: Row, into rows: inout [Row], before: (Int64, Int64) -> Bool) {
    let place = rows.firstIndex { before(row.created ?? 0, $0.created ?? 0) } ?? rows.count
    guard place < named else { return }
    rows.insert(row, at: place)
    if rows.count > named { rows.removeLast() }
  }
}
