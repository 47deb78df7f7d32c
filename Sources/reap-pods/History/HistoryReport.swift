import Shared

/// What a ledger knows about the pods of a name.
struct HistoryReport: RunReport {
  let wanted: String
  let ledger: String
  /// Unix seconds.
  let now: Int64
  var pods: [PodHistory] = []
  var warnings = Warnings()
  var status = ExitStatus.ok
  var errors: [String] = []
  let context: String? = nil

  var counterLine: String { pods.count == 1 ? "1 pod found" : "\(pods.count) pods found" }

  var metricFamilies: [MetricFamily] { [] }

  func writeText(to output: StandardOutput, style: TextStyle) throws {
    for pod in pods {
      try output.write(
        line: "\(pod.namespace)/\(pod.name) (UID \(pod.uid); times in UTC):".escapingControlCharacters)
      try output.write(line: "  " + HistoryText.text(of: pod, now: now))
    }
  }

  func writeNames(to output: StandardOutput) throws {
    for pod in pods { try output.write(line: "pod/\(pod.name)".withoutControlCharacters) }
  }

  var json: ReportJSON {
    ReportJSON(
      schema: "podkeeper.history/v1",
      head: [
        .init("time", .string(RFC3339.text(now))), .init("query", .string(wanted)),
        .init("ledger", .string(ledger)),
      ],
      list: .init("pods", count: pods.count, breaksLines: true) { pods[$0].json(now: now) },
      summary: ["pods": .count(pods.count)])
  }
}

extension PodHistory {
  func json(now: Int64) -> JSONValue {
    var members = LedgerMembers()
    members.set("namespace", namespace)
    members.set("name", name)
    members.set("uid", uid)
    members.set("text", HistoryText.text(of: self, now: now))
    for (key, time) in [
      ("created", facts.created), ("scheduled", facts.scheduled), ("start", facts.start),
      ("started", facts.started), ("finished", facts.finished), ("gone", gone), ("lastSeen", lastSeen),
    ] {
      members.set(key, time.map(RFC3339.text))
    }
    members.set("node", facts.node)
    members.set("phase", facts.phase)
    members.set("class", facts.buildClass)
    members.set("owner", facts.owner)
    members.set("requests", facts.requests.map { JSONValue.numbers($0) })
    members.set("deletions", .array(deletions.map(\.json)))
    return .object(members.list)
  }
}

extension PodHistory.Deletion {
  fileprivate var json: JSONValue {
    var members = LedgerMembers()
    members.set("run", intent.run)
    members.set("time", RFC3339.text(intent.time))
    members.set("reason", intent.reason)
    members.set("detail", intent.detail)
    members.set("deadline", intent.deadline.map(RFC3339.text))
    members.set("outcome", outcome?.outcome)
    members.set("outcomeTime", outcome.map { RFC3339.text($0.time) })
    members.set("freed", outcome?.freed?.json)
    members.set("overdueCpuSeconds", outcome?.overdueCPUSeconds)
    return .object(members.list)
  }
}
