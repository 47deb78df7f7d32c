import Shared

/// What a run did, for people and for machines.
struct MetricsReport: RunReport {
  struct Row: Equatable {
    let type: String
    var state: DescriptorState
    /// What differs, or what went wrong.
    var detail = ""

    fileprivate var json: JSONValue {
      ["type": .string(type), "state": .string(state.rawValue), "detail": .string(detail)]
    }
  }

  var time: Int64
  var goal: Goal
  var isDryRun: Bool
  /// nil while it is unknown.
  var project: String?
  /// Whether the run came as far as listing the descriptors.
  var listBegan = false
  var rows: [Row] = []
  var warnings = Warnings()
  var status = ExitStatus.ok
  var errors: [String] = []

  /// nil, because create-metrics uses no kubeconfig.
  var context: String? { nil }

  /// `2 descriptors: 1 created, 1 unchanged`
  var counterLine: String {
    let counts = DescriptorState.allCases.map { ($0, count($0)) }.filter { $0.1 > 0 }
    let states = counts.map { "\($0.1) \($0.0.text(count: $0.1))" }.joined(separator: ", ")
    return "\(rows.count) descriptor\(rows.count == 1 ? "" : "s")\(states.isEmpty ? "" : ": \(states)")"
  }

  var metricFamilies: [MetricFamily] {
    var family = MetricFamily(
      "podkeeper_create_metrics_descriptors", help: "Metric descriptors by state.")
    for state in DescriptorState.allCases { family.set(Double(count(state)), ["state": state.rawValue]) }
    return [family]
  }

  func count(_ state: DescriptorState) -> Int { rows.count { $0.state == state } }

  func writeText(to output: StandardOutput, style: TextStyle) throws {
    guard !rows.isEmpty else {
      if listBegan { try output.write(line: "No descriptors were checked.") }
      return
    }
    var table = TextTable(["TYPE", "STATE", "DETAIL"])
    for row in rows { table.add([row.type, row.state.rawValue, row.detail]) }
    for line in table.lines(width: style.width) { try output.write(line: line) }
  }

  var json: ReportJSON {
    let head: [JSONValue.Member] = [
      .init("time", .string(RFC3339.text(time))), .init("project", .optional(project)),
      .init("dryRun", .bool(isDryRun)),
    ]
    let counts = DescriptorState.allCases.map { JSONValue.Member($0.rawValue, .count(count($0))) }
    return ReportJSON(
      schema: "podkeeper.metrics/v1", head: head,
      list: .init("descriptors", count: rows.count) { rows[$0].json },
      summary: .object(head + [.init("descriptors", .object(counts))]))
  }
}

extension DescriptorState {
  /// As the predicate of a count: `1 differs`, `2 differ`.
  fileprivate func text(count: Int) -> String { self == .differs && count != 1 ? "differ" : rawValue }
}
