extension StatusPageInput {
  /// Adds how good the forecasts of the build class were, in the numbers of the report. The charts stay of all classes.
  mutating func add(_ forecasts: ShownForecasts) {
    guard let shown = forecasts.shown else { return }
    var waits = waits ?? Waits()
    waits.started = shown.waits
    waits.day = Score(pods: shown.lastDay.scored, inside: shown.lastDay.inside[.p90])
    waits.methods = Self.methods(shown.lastDay)
    self.waits = waits
  }

  /// Empty if there are too few pods to say so.
  static func methods(_ tally: ScoreTally) -> [Method] {
    guard tally.scored >= ShownForecasts.provenFrom, let loss = tally.meanLoss else { return [] }
    let pods = Double(tally.scored)
    let history = Method(
      name: EstimateMethod.history.rawValue, insideHalf: Double(tally.inside[.p50]) / pods,
      insideNinth: Double(tally.inside[.p90]) / pods, meanLoss: LedgerBounds.wait(loss))
    return [history]
      + Baseline.allCases.compactMap { baseline in
        tally.baselineLosses[baseline].mean.map {
          Method(name: baseline.word, meanLoss: LedgerBounds.wait($0))
        }
      }
  }
}

extension Baseline {
  fileprivate var word: String {
    switch self {
    case .fit: EstimateMethod.fit.rawValue
    case .golangBuild: EstimateMethod.golangBuild.rawValue
    case .hol: "head of the queue"
    }
  }
}
