/// Whether podkeeper's own programs do their work, in one line: a reader of a quiet page must not have to guess.
struct PodkeeperHealth {
  enum Grade: Int, Comparable {
    case ok
    /// Nothing is known to be wrong, but something is not known.
    case unknown
    case bad

    static func < (one: Grade, other: Grade) -> Bool { one.rawValue < other.rawValue }
  }

  private struct Finding {
    let grade: Grade
    let text: Markup

    init(_ grade: Grade, _ text: Markup) {
      self.grade = grade
      self.text = text
    }
  }

  private let page: PageContext
  private let findings: [Finding]

  init(_ page: PageContext) {
    self.page = page
    findings = [Self.sampling(page), Self.reaping(page)]
  }

  var grade: Grade { findings.map(\.grade).max() ?? .unknown }

  /// Nothing on a page of a file: that says nothing about today.
  var markup: Markup {
    guard !page.input.isOfSnapshot else { return .empty }
    let text: Markup =
      switch grade {
      case .ok:
        .element("b", [.class("fit")], StateIcon.markup(.ok) + " podkeeper is healthy") + ": "
          + list(findings)
      case .unknown: "podkeeper: " + list(findings)
      case .bad:
        .element(
          "b", [.class("unfit")],
          StateIcon.markup(.bad) + " podkeeper has a problem: " + list(findings.filter { $0.grade == .bad }))
          + .joined(findings.filter { $0.grade < .bad }.map { "; " + $0.text })
      }
    return .element("p", [], text)
  }

  private func list(_ findings: [Finding]) -> Markup { .joined(findings.map(\.text), separator: "; ") }

  private static func sampling(_ page: PageContext) -> Finding {
    let input = page.input
    if input.failure != nil {
      return .init(.bad, input.sample.map { "no sample since \(page.moment($0.time))" } ?? "no sample")
    }
    if input.clockOffset != nil { return .init(.bad, "its clock and the server's differ") }
    if page.ledgerIsUnreadable { return .init(.bad, "its ledger cannot be read") }
    if let gap = page.recentGap {
      return .init(
        .bad, "samples are missing from \(page.moment(gap.lowerBound)) to \(page.moment(gap.upperBound))")
    }
    // Before, the time between samples is not known.
    guard let samples = page.samplesOfDay, samples.count > 10 else { return .init(.ok, "sampling works") }
    return .init(.ok, "sampling \(PageContext.every(input.interval))")
  }

  private static func reaping(_ page: PageContext) -> Finding {
    guard let reap = page.input.lastReap else { return withoutReap(page) }
    let time = page.moment(reap.time)
    let usual = reap.interval.map { " (usually \(PageContext.every($0)))" } ?? ""
    if reap.exitCode != 0 {
      return .init(
        .bad, "the last reap, at \(time), failed with exit \(reap.exitCode.description) \(reap.exitName)")
    }
    if reap.isOverdue(at: page.now) { return .init(.bad, "no reap since \(time)\(usual)") }
    if reap.isDryRun { return .init(.unknown, "reap-pods only did dry runs, the last at \(time)") }
    // Without a usual time between runs, nobody knows whether an old one should have been followed by another.
    let isOld = reap.interval == nil && page.now - reap.time >= 3600
    return .init(isOld ? .unknown : .ok, "last reap succeeded at \(time)")
  }

  private static func withoutReap(_ page: PageContext) -> Finding {
    if page.ledgerIsUnreadable { return .init(.unknown, "the last reap is not known") }
    if page.input.history == .none { return .init(.unknown, "the last reap is not known without a ledger") }
    if page.input.reaped?.rows.isEmpty == false { return .init(.bad, "no reap since yesterday") }
    return .init(.unknown, "no reap recorded yet")
  }
}

extension StatusPageInput.Reap {
  /// Whether the next run should have ended long ago. Never if runs come at no regular times.
  func isOverdue(at now: Int64) -> Bool { interval.map { now - time > 5 * $0 / 2 } ?? false }

  /// The usual time between runs, in seconds: the median of the last ten. nil if there are too few of them, or if they
  /// come at no regular times, as those of CI jobs do.
  ///
  /// - Parameter ends: of runs, in any order.
  static func interval(_ ends: [Int64]) -> Int64? {
    let ends = ends.sorted().suffix(11)
    let steps = zip(ends, ends.dropFirst()).map { $1 - $0 }.sorted()
    guard steps.count >= 3 else { return nil }
    let median = steps[steps.count / 2]
    let regular = steps.count { $0 >= median / 2 && $0 <= 3 * median / 2 }
    return median > 0 && 5 * regular >= 4 * steps.count ? median : nil
  }
}
