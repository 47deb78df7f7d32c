import Shared

/// What a run did, as text for people and as JSON for programs.
struct ReapReport: RunReport {
  var time: Int64
  var policy: Policy
  var dryRun: DryRun
  var server: String?
  var context: String?
  var version: String?
  var clock: ClockGate.Reading?
  var listed = 0
  var matched: [Candidate] = []
  /// Only with `--explain`.
  var kept: [Candidate] = []
  var warnings = Warnings()
  var status = ExitStatus.ok
  var errors: [String] = []

  var summary: Summary { Summary(listed: listed, candidates: matched) }

  var counterLine: String { summary.line }

  func writeText(to output: StandardOutput) throws {
    let rows = rows
    var table = TextTable(["NAMESPACE", "NAME", "REASON", "OUTCOME", "DETAIL"])
    for (pod, outcome) in rows {
      let detail = [pod.judgment.detail(policy: policy, now: now), pod.error ?? ""].filter { !$0.isEmpty }
      table.add([pod.namespace, pod.name, pod.judgment.reason, outcome, detail.joined(separator: "; ")])
    }
    guard !rows.isEmpty else {
      let outcome = errors.isEmpty ? "No pods to delete" : "Nothing was deleted"
      return try output.write(line: "\(outcome): \(listed) listed.")
    }
    for line in table.lines { try output.write(line: line) }
  }

  /// Writes one pod per line, so that a large report needs no more memory than its rows.
  func writeJSON(to output: StandardOutput) throws {
    let head: JSONValue = [
      "schema": "podkeeper.reap/v1", "time": .string(RFC3339.text(time)),
      "dryRun": .string(dryRun.rawValue),
      "cluster": ["server": .optional(server), "context": .optional(context), "version": .optional(version)],
      "clock": ["offsetSeconds": .optional(clock?.offset)], "summary": summary.json,
    ]
    try output.write(line: "\(try head.serialized().dropLast()),\"pods\":[")
    let rows = rows
    for (index, row) in rows.enumerated() {
      let separator = index == rows.count - 1 ? "" : ","
      try output.write(line: try json(row.pod, outcome: row.outcome).serialized() + separator)
    }
    let tail = JSONValue.object(warnings.json + [.init("exit", exitJSON)])
    try output.write(line: "],\(try tail.serialized().dropFirst())")
  }

  private var rows: [(pod: Candidate, outcome: String)] {
    let kept = kept.map { (pod: $0, outcome: Candidate.Outcome.kept.rawValue) }
    let all = matched.map { (pod: $0, outcome: $0.outcome.rawValue) } + kept
    return all.sorted { ($0.pod.namespace, $0.pod.name) < ($1.pod.namespace, $1.pod.name) }
  }

  private var now: Int64 { clock?.now ?? time }

  private func json(_ pod: Candidate, outcome: String) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("namespace", .string(pod.namespace)), .init("name", .string(pod.name)),
      .init("uid", .string(pod.uid)), .init("decision", pod.judgment.isDelete ? "delete" : "keep"),
      .init("reason", .string(pod.judgment.reason)),
      .init("detail", .string(pod.judgment.detail(policy: policy, now: now))),
      .init("outcome", .string(outcome)),
    ]
    if let error = pod.error { members.append(.init("error", .string(error))) }
    return .object(members)
  }
}
