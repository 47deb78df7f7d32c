import Shared

/// The number of pods by outcome and reason.
struct Summary: Equatable {
  var listed = 0
  var matched = 0
  var outcomes: [Candidate.Outcome: Int] = [:]
  var byReason: [DeleteReason: Int] = [:]

  init(listed: Int, candidates: [Candidate]) {
    self.listed = listed
    matched = candidates.count
    for candidate in candidates {
      outcomes[candidate.outcome, default: 0] += 1
      if case .delete(let reason) = candidate.judgment.verdict { byReason[reason, default: 0] += 1 }
    }
  }

  /// Pods that no rule matched, or that were kept after a recheck.
  var kept: Int { listed - matched + count(.kept) }

  func count(_ outcome: Candidate.Outcome) -> Int { outcomes[outcome] ?? 0 }

  /// `9 listed, 3 matched: 2 deleted, 1 failed`
  func line(isRefused: Bool = false) -> String {
    let fates = Candidate.Outcome.allCases.filter { count($0) > 0 }
      .map { "\(count($0)) \($0.text(isRefused: isRefused))" }
    let matches = fates.isEmpty ? "" : ": " + fates.joined(separator: ", ")
    return "\(listed) listed, \(matched) matched\(matches)"
  }

  var json: JSONValue {
    let reasons = DeleteReason.allCases.map {
      JSONValue.Member($0.rawValue, .integer(Int64(byReason[$0] ?? 0)))
    }
    return [
      "listed": .count(listed), "kept": .count(kept), "matched": .count(matched),
      "deleted": .count(count(.deleted)), "wouldDelete": .count(count(.wouldDelete)),
      "gone": .count(count(.gone)), "replaced": .count(count(.replaced)),
      "deferred": .count(count(.deferred)), "failed": .count(count(.failed)), "byReason": .object(reasons),
    ]
  }
}
