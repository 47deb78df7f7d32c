import Shared

/// Why a gate stopped the run.
struct Refusal: Equatable {
  let gate: Gate
  let reason: String
}

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
  /// Whether the run came as far as listing pods.
  var listBegan = false
  var place = ListedPlace()
  /// With `--explain`, the text has a row for every pod.
  var explains = false
  /// The gate that stopped the run, and why.
  var refusal: Refusal?
  var warnings = Warnings()
  var status = ExitStatus.ok
  var errors: [String] = []
  /// What the deleted pods had held; only with a ledger.
  var freed: ReapedSums?

  var summary: Summary {
    var summary = Summary(listed: listed, candidates: matched)
    summary.freed = freed
    return summary
  }

  var counterLine: String { summary.line(isRefused: refusal != nil) }

  var json: ReportJSON {
    let (rows, summary) = (rows, summary.json)
    return ReportJSON(
      schema: "podkeeper.reap/v1",
      head: [
        .init("time", .string(RFC3339.text(time))), .init("dryRun", .string(dryRun.rawValue)),
        .init(
          "cluster",
          ["server": .optional(server), "context": .optional(context), "version": .optional(version)]),
        .init("clock", ["offsetSeconds": .optional(clock?.offset)]), .init("summary", summary),
        .init("gate", .optional(refusal?.gate.rawValue)),
      ],
      list: .init("pods", count: rows.count, breaksLines: true) {
        json(rows[$0].pod, outcome: rows[$0].outcome.rawValue)
      },
      summary: summary)
  }

  /// All matched and kept pods, by namespace and name.
  var rows: ReportRows { ReportRows(matched: matched, kept: kept) }

  var now: Int64 { clock?.now ?? time }

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
