import Shared

/// The number of pods by reason and namespace, and what happened to them.
struct PodSums {
  struct Key: Hashable {
    let reason: String
    let namespace: String
  }

  /// More rows than that are added up in one.
  static let mostRows = 20

  private var counts: [Key: [Candidate.Outcome: Int]] = [:]
  private let isRefused: Bool

  init(_ pods: some Sequence<(Candidate, Candidate.Outcome)>, isRefused: Bool) {
    self.isRefused = isRefused
    for (pod, outcome) in pods {
      let key = Key(reason: pod.judgment.reason, namespace: pod.namespace)
      counts[key, default: [:]][outcome, default: 0] += 1
    }
  }

  /// The largest sums first. Only outcomes that occur have a column.
  ///
  /// - Parameter isWide: whether to show all rows.
  func table(isWide: Bool) -> TextTable {
    let rows = counts.map { (key: $0, counts: $1, total: $1.values.reduce(0, +)) }.sorted {
      ($1.total, $0.key.reason, $0.key.namespace) < ($0.total, $1.key.reason, $1.key.namespace)
    }
    let outcomes = Candidate.Outcome.allCases.filter { outcome in rows.contains { $0.counts[outcome] != nil }
    }
    var table = TextTable(
      ["REASON", "NAMESPACE"] + outcomes.map { $0.text(isRefused: isRefused).uppercased() })
    func add(_ reason: String, _ namespace: String, _ all: [[Candidate.Outcome: Int]]) {
      let sums = outcomes.map { outcome in all.reduce(0) { $0 + ($1[outcome] ?? 0) } }
      table.add([reason, namespace] + sums.map(\.grouped))
    }
    let shown = isWide || rows.count <= Self.mostRows ? rows.count : Self.mostRows - 1
    for row in rows.prefix(shown) { add(row.key.reason, row.key.namespace, [row.counts]) }
    let others = rows.dropFirst(shown)
    if !others.isEmpty { add("\(others.count.grouped) others", "", others.map(\.counts)) }
    if rows.count > 1 { add("total", "", rows.map(\.counts)) }
    return table
  }
}
