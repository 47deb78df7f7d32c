import Glibc

/// Forecasts how long a build pod that is created now will wait, from the state of the cluster and from how long earlier
/// build pods waited.
///
/// A rough forecast, the *base*, comes from the cluster: a pod that fits now needs the usual start-up time, any other
/// pod waits until the cluster has freed the CPU of the pods ahead of it. The last 200 waits of the same class in the
/// same state, each as a multiple of its base, turn the base into P50 and P90. If more or fewer pods than that miss
/// their forecast, a correction moves the level. docs/estimate.md shows in a simulation how far this keeps the promise.
///
/// It has no clock and does no I/O: the same observations in the same order give the same forecasts. All times are in
/// seconds, CPU is in cores. Nothing is rounded: pods start within a few seconds, so rounding would break the promise.
struct WaitHistory: Equatable, Sendable {
  /// How many waits of a class and state are kept, the newest.
  static let capacity = 200
  /// How many waits are needed to forecast from them: 29 bound a P90 at 95% confidence.
  static let few = 29
  /// How fast the cluster's pace is forgotten, in seconds.
  private static let memory = 1800.0
  /// The weight of a new start-up time, and the longest that counts.
  private static let startWeight = 0.05
  private static let longestStart = 600.0
  /// The longest base.
  private static let day = 86_400.0
  /// The highest level that a forecast uses.
  private static let top = 0.99
  /// What is assumed about the waits of a class before there are enough, as multiples of the base.
  private static let prior: [Double] = Array(repeating: 1, count: 5) + Array(repeating: 2.5, count: 5)
  /// A forecast older than this, in seconds, is not in force.
  static let validity = 300.0
  /// How many samples' forecasts are kept: a list may lack pods that were created just before.
  private static let samplesKept = 3

  /// The forecasts of one sample.
  struct Issued: Equatable, Sendable {
    var time: Double
    /// By class. A class that no node holds has none.
    var forecasts: [String: WaitForecast]
    /// By class: what the other methods forecast.
    var baselines: [String: PerBaseline<Double?>] = [:]
  }

  /// What is known about one class.
  struct ClassHistory: Equatable, Sendable {
    var rings = PerState(WaitRing(), WaitRing())
    var corrections = PerState(Correction(), Correction())
  }

  /// A pod that had a forecast when it was created, and has not started.
  struct Remembered: Equatable, Sendable {
    var className: String
    var forecast: WaitForecast
    /// Whether its forecast has already been counted as missed.
    var judged = PerLevel(false, false)
  }

  /// The usual time from being bound to a node to the start, in seconds.
  var start = 20.0
  /// The CPU that the cluster freed lately, in cores; nil before the first sample.
  var freed: Double?
  /// The CPU that was bound lately, in core-seconds.
  var busy = 0.0
  var classes: [String: ClassHistory] = [:]
  /// By UID.
  var remembered: [String: Remembered] = [:]
  /// The forecasts of the last samples, oldest first.
  var issued: [Issued] = []

  /// Learns from what happened since the last sample, then forecasts.
  ///
  /// - Parameter headWait: the forecast of `Baseline.hol`, which is kept with the others.
  /// - Returns: a forecast for each class of the observation, in its order; nil if no node holds such a pod.
  mutating func step(_ seen: WaitObservation, headWait: Double? = nil) -> [WaitForecast?] {
    learn(seen)
    measurePace(seen)
    let forecasts = seen.classes.map { forecast($0, seen) }
    var now = Issued(time: seen.time, forecasts: [:])
    for (asked, forecast) in zip(seen.classes, forecasts) {
      now.forecasts[asked.name] = forecast
      now.baselines[asked.name] = PerBaseline(asked.fit, asked.golangBuild, headWait)
    }
    issued.append(now)
    if issued.count > Self.samplesKept { issued.removeFirst(issued.count - Self.samplesKept) }
    return forecasts
  }

  /// The forecast in force for a pod of a class that was created at a time: that of the newest sample before, unless
  /// it is older than five minutes.
  func inForce(_ className: String, at time: Double) -> WaitForecast? {
    issuedBefore(time)?.forecasts[className]
  }

  /// The forecasts in force at a time.
  func issuedBefore(_ time: Double) -> Issued? {
    guard let newest = issued.last(where: { $0.time <= time }) else { return nil }
    return time - newest.time <= Self.validity ? newest : nil
  }

  /// How many waits of a state are known, of all classes.
  func count(_ state: QueueState) -> Int { classes.values.reduce(0) { $0 + $1.rings[state].count } }
}

// MARK: - Learning

extension WaitHistory {
  private mutating func learn(_ seen: WaitObservation) {
    for pod in seen.created {
      guard let forecast = inForce(pod.className, at: pod.time) else { continue }
      remembered[pod.uid] = Remembered(className: pod.className, forecast: forecast)
    }
    for pod in seen.started {
      start += Self.startWeight * (min(pod.took, Self.longestStart) - start)
      guard let known = remembered.removeValue(forKey: pod.uid) else { continue }
      for level in WaitLevel.allCases where !known.judged[level] {
        correct(known, level, isMiss: pod.wait > known.forecast[level])
      }
      classes[known.className, default: ClassHistory()].rings[known.forecast.state]
        .append(pod.wait / known.forecast.base)
    }
    for pod in seen.gone { remembered[pod.uid] = nil }
    for pod in seen.pending {
      guard var known = remembered[pod.uid] else { continue }
      // A pod that waits longer than its forecast has missed it, however long it still waits.
      for level in WaitLevel.allCases where !known.judged[level] && pod.age > known.forecast[level] + 1 {
        correct(known, level, isMiss: true)
        known.judged[level] = true
        remembered[pod.uid] = known
      }
    }
  }

  private mutating func correct(_ pod: Remembered, _ level: WaitLevel, isMiss: Bool) {
    classes[pod.className, default: ClassHistory()].corrections[pod.forecast.state].move(
      level, isMiss: isMiss)
  }

  private mutating func measurePace(_ seen: WaitObservation) {
    // Before the first sample, five minutes of a full cluster are assumed.
    if freed == nil {
      busy = 300 * seen.cap
      freed = busy / seen.timePerBuild
    }
    let decay = exp(-seen.interval / Self.memory)
    freed = (freed ?? 0) * decay + seen.freed
    busy = busy * decay + Self.bound(seen) * seen.interval
  }

  private static func bound(_ seen: WaitObservation) -> Double { max(seen.bound, seen.cap / 100) }
}

// MARK: - Forecasting

extension WaitHistory {
  private func forecast(_ asked: WaitObservation.Class, _ seen: WaitObservation) -> WaitForecast? {
    let state: QueueState
    let base: Double
    switch asked.room {
    case .never: return nil
    case .now: (state, base) = (.fits, start)
    case .later: (state, base) = (.waits, queueBase(asked.ahead, seen))
    }
    let values = multiples(asked.name, state)
    let correction = classes[asked.name]?.corrections[state] ?? Correction()
    let p50 = base * values.quantile(WaitLevel.p50.rawValue + correction[.p50])
    let p90 = base * values.quantile(min(Self.top, WaitLevel.p90.rawValue + correction[.p90]))
    return WaitForecast(state: state, base: base, p50: p50, p90: max(p50, p90))
  }

  /// The start-up time, plus the time in which the cluster frees the CPU of the pods ahead.
  private func queueBase(_ ahead: Double, _ seen: WaitObservation) -> Double {
    let share = busy > 0 ? (freed ?? 0) / busy : 0
    return min(Self.day, start + ahead / (max(share, 1 / Self.day) * Self.bound(seen)))
  }

  /// The multiples of the base that earlier pods waited, sorted.
  private func multiples(_ className: String, _ state: QueueState) -> [Double] {
    if let own = classes[className]?.rings[state], own.count >= Self.few { return own.sorted }
    let all = classes.values.flatMap { $0.rings[state].sorted }
    return (all.count >= Self.few ? all : all + Self.prior).sorted()
  }
}
