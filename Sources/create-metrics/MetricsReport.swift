import Shared

/// What a run did, for people and for machines.
struct MetricsReport: RunReport {
  struct Row: Equatable {
    let type: String
    var state: DescriptorState
    /// What differs, or what went wrong.
    var detail = ""
  }

  var time: Int64
  var goal: Goal
  var isDryRun: Bool
  /// nil while it is unknown.
  var project: String?
  var rows: [Row] = []
  var warnings = Warnings()
  var status = ExitStatus.ok
  var errors: [String] = []

  /// nil, because create-metrics uses no kubeconfig.
  var context: String? { nil }

  /// `2 descriptors: 1 created, 1 unchanged`
  var counterLine: String {
    let counts = DescriptorState.allCases.map { ($0, count($0)) }.filter { $0.1 > 0 }
    let states = counts.map { "\($0.1) \($0.0.rawValue)" }.joined(separator: ", ")
    return "\(rows.count) descriptors\(states.isEmpty ? "" : ": \(states)")"
  }

  var metricFamilies: [MetricFamily] {
    var family = MetricFamily(
      "podkeeper_create_metrics_descriptors", help: "Metric descriptors by state.")
    for state in DescriptorState.allCases { family.set(Double(count(state)), ["state": state.rawValue]) }
    return [family]
  }

  func count(_ state: DescriptorState) -> Int { rows.count { $0.state == state } }

  func writeText(to output: StandardOutput) throws {
    guard !rows.isEmpty else { return try output.write(line: "No descriptors were checked.") }
    var table = TextTable(["TYPE", "STATE", "DETAIL"])
    for row in rows { table.add([row.type, row.state.rawValue, row.detail]) }
    for line in table.lines { try output.write(line: line) }
  }

  func writeJSON(to output: StandardOutput) throws {
    let descriptors = rows.map { row -> JSONValue in
      ["type": .string(row.type), "state": .string(row.state.rawValue), "detail": .string(row.detail)]
    }
    let head: [JSONValue.Member] = [
      .init("schema", "podkeeper.metrics/v1"), .init("time", .string(RFC3339.text(time))),
      .init("project", .optional(project)), .init("dryRun", .bool(isDryRun)),
      .init("descriptors", .array(descriptors)),
    ]
    let report = JSONValue.object(head + warnings.json + [.init("exit", exitJSON)])
    try output.write(line: report.serialized())
  }
}
