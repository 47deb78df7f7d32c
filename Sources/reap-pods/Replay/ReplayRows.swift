import Shared

/// The matched pods for the report.
final class ReplayRows {
  struct Row {
    let time: Int64
    let namespace: String
    let name: String
    let uid: String
    let reason: String
    let detail: String
    let end: Int64?
    let wasStillAtWork: Bool
    let cpuMilliSeconds: Int64?
  }

  private var rows: [Row] = []

  /// In the order in which they would have been deleted.
  var inOrder: [Row] { rows.sorted { ($0.time, $0.namespace, $0.name) < ($1.time, $1.namespace, $1.name) } }

  func add(_ pod: ReplayedPod, policy: Policy) {
    rows.append(
      Row(
        time: pod.time, namespace: pod.pod.namespace, name: pod.pod.name, uid: pod.pod.uid,
        reason: pod.judgment.reason, detail: pod.judgment.detail(policy: policy, now: pod.time),
        end: pod.end, wasStillAtWork: pod.wasStillAtWork, cpuMilliSeconds: pod.cpuMilliSeconds))
  }
}

extension ReplayRows.Row {
  var json: JSONValue {
    [
      "namespace": .string(namespace), "name": .string(name), "uid": .string(uid), "decision": "delete",
      "reason": .string(reason), "detail": .string(detail), "outcome": "would-delete",
      "time": .string(RFC3339.text(time)), "ended": .optional(end.map(RFC3339.text)),
      "stillAtWork": .bool(wasStillAtWork),
      "coreHours": .optional(cpuMilliSeconds.map { Double($0) / 3_600_000 }),
    ]
  }
}
