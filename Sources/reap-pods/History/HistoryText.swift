import Shared

/// Puts a pod's history into words: `created Tue 03:12, started 03:13 on node-7, deleted 04:02 by reap-pods: expired 2m
/// before (annotation delete-at)`.
///
/// Times are UTC. A day is named where it changes, with its date if it is not within a week.
struct HistoryText {
  /// Unix seconds.
  let now: Int64
  private var lastDay: LedgerDay?
  private var parts: [String] = []

  /// - Parameter now: unix seconds.
  static func text(of pod: PodHistory, now: Int64) -> String {
    var text = HistoryText(now: now)
    text.add(pod)
    return text.parts.joined(separator: ", ").escapingControlCharacters
  }

  private init(now: Int64) { self.now = now }

  private mutating func add(_ pod: PodHistory) {
    let facts = pod.facts
    if let created = facts.created { parts.append("created \(time(created))") }
    if let started = facts.started ?? facts.start {
      parts.append("started \(time(started))" + (facts.node.map { " on \($0)" } ?? ""))
    } else if let node = facts.node {
      parts.append("bound to \(node)")
    }
    if let finished = facts.finished {
      parts.append("finished \(time(finished))" + (facts.phase.map { " (\($0))" } ?? ""))
    }
    for deletion in pod.deletions { parts.append(text(deletion)) }
    if let gone = pod.gone {
      parts.append("gone by \(time(gone))")
    } else if pod.deletions.isEmpty {
      parts.append("last seen \(time(pod.lastSeen))")
    }
  }

  private mutating func text(_ deletion: PodHistory.Deletion) -> String {
    let reason = deletion.intent.reasonText
    guard let outcome = deletion.outcome else {
      return "was being deleted by reap-pods at \(time(deletion.intent.time)): \(reason)"
    }
    let when = time(outcome.time)
    return switch outcome.outcome {
    case "deleted": "deleted \(when) by reap-pods: \(reason)"
    case "gone": "gone \(when), before reap-pods deleted it: \(reason)"
    case "replaced": "replaced by another pod of that name at \(when), before reap-pods deleted it: \(reason)"
    case "deferred": "left for a later run by reap-pods at \(when): \(reason)"
    case "kept": "kept by reap-pods at \(when), because it had changed: \(reason)"
    case "failed": "could not be deleted by reap-pods at \(when): \(reason)"
    default: "\(outcome.outcome) \(when) by reap-pods: \(reason)"
    }
  }

  /// `Tue 03:12`, `04:02`, `Tue 2026-11-24 03:12`
  private mutating func time(_ seconds: Int64) -> String {
    let day = LedgerDay(of: seconds)
    let clock = String(RFC3339.text(seconds).drop { $0 != "T" }.dropFirst().prefix(5))
    guard day != lastDay else { return clock }
    lastDay = day
    let isRecent = (0..<7).contains(LedgerDay(of: now).number - day.number)
    return isRecent ? "\(day.weekday) \(clock)" : "\(day.weekday) \(day) \(clock)"
  }
}

extension LedgerDay {
  /// `Tue`. 1970-01-01 was a Thursday.
  fileprivate var weekday: String {
    let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    return names[Int((number % 7 + 7) % 7)]
  }
}

extension LedgerIntent {
  /// `expired 2m before (annotation delete-at)`, or the rule with its detail.
  var reasonText: String {
    guard let deadline else { return detail.isEmpty ? reason : "\(reason), \(detail)" }
    let keys = facts.keys.filter { $0.value == .at(unixSeconds: deadline) }.keys
    let place = reason == DeleteReason.kyverno.rawValue ? "label" : "annotation"
    let key = keys.min().map { " (\(place) \($0))" } ?? ""
    let (age, overflows) = time.subtractingReportingOverflow(deadline)
    let passed = overflows || age < 0 ? "" : " \(DurationArgument.text(age)) before"
    return reason == DeleteReason.expired.rawValue
      ? "expired\(passed)\(key)" : "\(reason), deadline\(passed)\(key)"
  }
}

extension String {
  /// Shows each control character, and each character that reorders text, as `\u{1b}`.
  var escapingControlCharacters: String {
    var text = ""
    for scalar in unicodeScalars {
      if String(scalar).withoutControlCharacters == String(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return text
  }
}
