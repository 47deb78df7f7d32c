import Shared

/// The forecasts and their scores, as reports and destinations show them.
struct ShownForecasts: Equatable, Sendable {
  struct OfClass: Equatable, Sendable {
    var name: String
    /// nil if no node holds such a pod.
    var forecast: WaitForecast?
    /// What the other methods forecast, in seconds.
    var others: PerBaseline<Double?>
    /// How many waits in this state are known, of all classes.
    var waits: Int
    var lastDay: ScoreTally
    var all: ScoreTally
    var hasBadHour: Bool
  }

  /// A share is only published when it is of at least so many pods.
  static let provenFrom = 100

  /// By name.
  let classes: [OfClass]
  /// The class that the report is about.
  let buildClass: String

  /// - Parameter now: unix seconds.
  init(
    _ asked: [WaitObservation.Class], _ forecasts: [WaitForecast?], _ history: EstimateHistory,
    buildClass: String, now: Double
  ) {
    self.buildClass = buildClass
    classes = zip(asked, forecasts).map { asked, forecast in
      let state: QueueState = asked.room == .now ? .fits : .waits
      return OfClass(
        name: asked.name, forecast: forecast,
        others: PerBaseline(
          asked.fit, asked.golangBuild, history.waits.issued.last?.baselines[asked.name]?.hol ?? nil),
        waits: history.waits.count(state), lastDay: history.score.lastDay(asked.name, now: now),
        all: history.score.all(asked.name, now: now),
        hasBadHour: history.score.hasBadHour(asked.name, now: now))
    }
  }

  /// The class that the report is about.
  var shown: OfClass? { classes.first { $0.name == buildClass } }
}

extension CapacitySample.Estimate {
  /// Adds forecasts.
  ///
  /// - Parameter asHistory: whether to show the forecast of the build class instead of the estimate, if enough waits
  ///   are known.
  mutating func show(_ forecasts: ShownForecasts, asHistory: Bool) {
    self.forecasts = forecasts
    guard asHistory, let shown = forecasts.shown else { return }
    guard shown.waits >= WaitHistory.few else {
      remark = "Measuring the wait takes \(WaitHistory.few) started build pods; \(shown.waits) so far"
      return
    }
    method = EstimateMethod.history.rawValue
    guard let forecast = shown.forecast else { return }
    p50 = forecast.p50
    p90 = forecast.p90
  }

  /// In seconds, with fractions; nil if it never starts, or if the wait is unknown.
  var exactSeconds: Double? { p50 ?? seconds.map { Double($0) } }
}
