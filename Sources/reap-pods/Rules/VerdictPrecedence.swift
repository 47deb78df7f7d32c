import Shared

/// Combines the verdicts of the active rules about one pod, without allocating memory unless there is a warning.
struct VerdictPrecedence {
  /// Unix seconds.
  let now: Int64
  private var first: Judgment?
  private var lints: [Judgment.Lint] = []
  /// The key of a deadline that has passed, and of one that has not or never will.
  private var past: String?
  private var later: String?

  init(now: Int64) { self.now = now }

  mutating func add(_ judgment: Judgment) {
    if let first, !judgment.comesBefore(first) { return }
    first = judgment
  }

  /// Adds a deadline that the pod gives itself; `reason` is the rule that reads it.
  mutating func add(_ reading: PodDeadline, of reason: DeleteReason) {
    if let oddity = reading.oddity {
      lints.append(.init(kind: "\(reading.place.rawValue) \(reading.key)", message: oddity))
    }
    switch reading.deadline {
    case .none: add(.keep(.noDeadline))
    case .unreadable(let why): add(.keep(.invalidDeadline, .unreadable(key: reading.key, why: why)))
    case .never:
      later = reading.key
      add(.keep(.notExpired, .never(key: reading.key)))
    case .at(let deadline):
      let fact = Judgment.Fact.deadline(key: reading.key, unixSeconds: deadline)
      if now > deadline { past = reading.key } else { later = reading.key }
      add(now > deadline ? .delete(reason, fact) : .keep(.notExpired, fact))
    }
  }

  /// Adds the deadlines of one dialect: if one of them is unreadable, the others delete nothing.
  mutating func add(_ readings: [PodDeadline], of reason: DeleteReason) {
    if readings.isEmpty { add(.keep(.noDeadline)) }
    let isInDoubt = readings.contains { $0.deadline.isUnreadable }
    for reading in readings {
      if isInDoubt, case .at(let deadline) = reading.deadline, now > deadline { continue }
      add(reading, of: reason)
    }
  }

  /// Keep the pod in a conflict, or else the first of the verdicts.
  var judgment: Judgment {
    guard let past, let later else {
      var judgment = first ?? .keep(.notOurs)
      judgment.lints = lints
      return judgment
    }
    var judgment = Judgment.keep(.conflict, .conflict(past: past, later: later))
    judgment.lints = lints
    judgment.lints.append(
      .init(
        kind: "annotations that disagree",
        message: "\(past) says that the pod has expired, \(later) that it has not, so the pod is kept"))
    return judgment
  }
}
