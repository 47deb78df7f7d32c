import Shared

/// The number of pods by outcome and reason.
struct Summary: Equatable {
  var listed = 0
  var matched = 0
  var outcomes: [Candidate.Outcome: Int] = [:]
  var byReason: [DeleteReason: Int] = [:]
  /// Only with a ledger.
  var freed: ReapedSums?

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
    var members: [JSONValue.Member] = [
      .init("listed", .count(listed)), .init("kept", .count(kept)), .init("matched", .count(matched)),
      .init("deleted", .count(count(.deleted))), .init("wouldDelete", .count(count(.wouldDelete))),
      .init("gone", .count(count(.gone))), .init("replaced", .count(count(.replaced))),
      .init("deferred", .count(count(.deferred))), .init("failed", .count(count(.failed))),
      .init("byReason", .object(reasons)),
    ]
    if let freed {
      members.append(.init("freed", freed.freed.json))
      members.append(.init("overdueCpuSeconds", .real(freed.overdueCPUSeconds)))
    }
    return .object(members)
  }
}

extension FreedRequests {
  /// `12 CPU, 48Gi`, without what is zero
  var text: String {
    let cpu = cpuMilli == 0 ? nil : "\(Quantity(milli: cpuMilli).canonical()) CPU"
    let memory = memoryBytes == 0 ? nil : Quantity(memoryBytes).canonical(.binarySI)
    let parts = [cpu, memory].compactMap(\.self)
    guard !parts.isEmpty else {
      return "nothing, because the pods were on no node or requested no CPU and no memory"
    }
    return parts.joined(separator: ", ")
  }
}
