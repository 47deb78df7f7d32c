import Shared

extension ReapReport {
  /// The metrics of this tool, in addition to those of every tool; zeros are included.
  var metricFamilies: [MetricFamily] {
    var pods = MetricFamily("podkeeper_reap_pods", help: "Matched pods by outcome and reason.")
    for outcome in Candidate.Outcome.allCases {
      for reason in DeleteReason.allCases {
        pods.set(0, Self.labels(outcome, reason))
      }
    }
    for (labels, count) in counts { pods.set(Double(count), labels) }
    return [
      MetricFamily("podkeeper_reap_pods_listed", help: "Pods listed.", value: Double(listed)),
      pods,
      MetricFamily(
        "podkeeper_reap_warnings", help: "Warnings that did not stop the run.", value: Double(warnings.count)),
    ] + freedFamilies
  }

  /// Only with a ledger: other runs do not ask for it.
  private var freedFamilies: [MetricFamily] {
    guard let freed else { return [] }
    return [
      MetricFamily(
        "podkeeper_reap_freed_cpu_cores", help: "CPU requests of the pods deleted from their nodes.",
        value: Double(freed.freed.cpuMilli) / 1000),
      MetricFamily(
        "podkeeper_reap_freed_memory_bytes", help: "Memory requests of the pods deleted from their nodes.",
        value: Double(freed.freed.memoryBytes)),
      MetricFamily(
        "podkeeper_reap_overdue_cpu_seconds",
        help: "CPU requests of expired pods times how long they ran past their deadlines.",
        value: freed.overdueCPUSeconds),
    ]
  }

  private var counts: [[String: String]: Int] {
    var counts: [[String: String]: Int] = [:]
    for candidate in matched {
      guard case .delete(let reason) = candidate.judgment.verdict else { continue }
      counts[Self.labels(candidate.outcome, reason), default: 0] += 1
    }
    return counts
  }

  private static func labels(_ outcome: Candidate.Outcome, _ reason: DeleteReason) -> [String: String] {
    ["outcome": outcome.rawValue, "reason": reason.rawValue]
  }
}
