import Shared

/// What other rules would have done, as text for people and as JSON for programs.
struct ReplayReport: RunReport {
  let time: Int64
  private(set) var totals = ReplayTotals()
  private(set) var span: ClosedRange<Int64>?
  private(set) var runs = 0
  private(set) var samples = 0
  private(set) var rows: [ReplayRows.Row] = []
  private var torn = 0
  var warnings = Warnings()
  var status = ExitStatus.ok
  var errors: [String] = []
  var context: String? { nil }
  /// None: they would look like those of a run that deleted pods.
  var metricFamilies: [MetricFamily] { [] }

  init(time: Int64) { self.time = time }

  mutating func take(_ ledger: ReplayedLedger, _ totals: ReplayTotals, _ rows: ReplayRows) {
    self.totals = totals
    self.rows = rows.inOrder
    (span, runs, samples, torn) = (ledger.span, ledger.runCount, ledger.sampleCount, ledger.torn)
    if torn > 0 {
      let lines = torn == 1 ? "1 line of the ledger is" : "\(torn) lines of the ledger are"
      warnings.append(Warning(message: "\(lines) torn or unreadable; ignored"))
    }
    if span != nil, totals.listed == 0 {
      warnings.append(
        Warning(
          message: "the ledger has no pod to judge: dry runs record none, and a namespace may be misspelled"))
    }
    if totals.unknown > 0 {
      let pods = totals.unknown == 1 ? "1 pod is" : "\(totals.unknown) pods are"
      warnings.append(
        Warning(message: "\(pods) not known well enough for these rules, and counted as unknown"))
    }
  }

  private var summary: Summary {
    var summary = Summary(listed: totals.listed, candidates: [])
    for (key, sums) in totals.sums { summary.byReason[key.reason, default: 0] += sums.pods }
    summary.matched = totals.all.pods
    if summary.matched > 0 { summary.outcomes[.wouldDelete] = summary.matched }
    return summary
  }

  var counterLine: String { "replayed \(judgedTimes): \(summary.line(isRefused: false))" }

  /// `288 runs`
  private var judgedTimes: String {
    let (count, word) = runs > 0 ? (runs, "run") : (samples, "sample")
    return "\(count) \(word)\(count == 1 ? "" : "s")"
  }

  func writeText(to output: StandardOutput, style: TextStyle) throws {
    guard let span else { return }
    try output.write(
      line: "\(RFC3339.text(span.lowerBound)) to \(RFC3339.text(span.upperBound)): \(judgedTimes) replayed, "
        + "\(totals.listed) pods known, \(totals.unknown) unknown.")
    guard totals.all.pods > 0 else {
      return try output.write(line: nothing)
    }
    for line in rowTable(width: style.width) { try output.write(line: line) }
    for line in sumTable(width: style.width) { try output.write(line: line) }
  }

  private var nothing: String {
    if totals.listed == 0 { return "There was no pod to judge." }
    let known = totals.unknown == 0 ? "no pods" : "none of the pods that are known well enough"
    return "These rules would have deleted \(known)."
  }

  private func sumTable(width: Int?) -> [String] {
    var table = TextTable(["DAY", "REASON", "PODS", "STILL AT WORK", "CORE-HOURS", "END UNKNOWN"])
    func add(_ day: String, _ reason: String, _ sums: ReplayTotals.Sums) {
      table.add([day, reason, "\(sums.pods)", "\(sums.atWork)", sums.coreHoursText, "\(sums.open)"])
    }
    for (key, sums) in totals.inOrder { add("\(key.day)", key.reason.rawValue, sums) }
    add("all", "", totals.all)
    return table.lines(width: width)
  }

  private func rowTable(width: Int?) -> [String] {
    guard !rows.isEmpty else { return [] }
    var table = TextTable(["TIME", "NAMESPACE", "NAME", "REASON", "ENDED", "DETAIL"])
    for row in rows {
      let end = row.end.map { RFC3339.text($0) + (row.wasStillAtWork ? ", still at work" : "") } ?? "unknown"
      table.add([RFC3339.text(row.time), row.namespace, row.name, row.reason, end, row.detail])
    }
    return table.lines(width: width) + [""]
  }
}

extension ReplayReport {
  var json: ReportJSON {
    ReportJSON(
      schema: "podkeeper.reap/v1",
      head: [
        .init("time", .string(RFC3339.text(time))), .init("dryRun", "client"),
        .init("cluster", ["server": .null, "context": .null, "version": .null]),
        .init("clock", ["offsetSeconds": .null]), .init("summary", summary.json), .init("gate", .null),
        .init("replay", replayJSON),
      ],
      list: .init("pods", count: rows.count, breaksLines: true) { rows[$0].json },
      summary: summary.json)
  }

  func writeNames(to output: StandardOutput) throws {
    for row in rows { try output.write(line: "pod/\(row.name)".withoutControlCharacters) }
  }

  private var replayJSON: JSONValue {
    let days = totals.inOrder.map { key, sums in
      JSONValue.object(
        [.init("day", .string("\(key.day)")), .init("reason", .string(key.reason.rawValue))] + sums.json)
    }
    return .object(
      [
        .init("from", .optional(span.map { RFC3339.text($0.lowerBound) })),
        .init("to", .optional(span.map { RFC3339.text($0.upperBound) })),
        .init("unknown", .count(totals.unknown)), .init("runs", .count(runs)),
        .init("samples", .count(samples)), .init("tornLines", .count(torn)),
      ] + totals.all.json + [.init("byDay", .array(days))])
  }
}

extension ReplayTotals {
  fileprivate var inOrder: [(key: Key, value: Sums)] { sums.sorted { $0.key < $1.key } }
}

extension ReplayTotals.Sums {
  /// With one decimal.
  var coreHoursText: String {
    let tenths = cpuMilliSeconds.saturatedSum(180_000) / 360_000
    return "\(tenths / 10).\(tenths % 10)"
  }

  fileprivate var json: [JSONValue.Member] {
    [
      .init("pods", .count(pods)), .init("stillAtWork", .count(atWork)), .init("coreHours", .real(coreHours)),
      .init("endUnknown", .count(open)),
    ]
  }
}
