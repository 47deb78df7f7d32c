/// Holds forecasts against what happened.
///
/// A pod counts once the time that its P90 promised is over, whether it has started or not. Before that, the pods that
/// started would be the quick ones, and a growing queue would look better than it is.
///
/// All times are in seconds.
struct ForecastScore: Equatable, Sendable {
  /// The length of the periods that the last 24 hours are kept in.
  static let period = 900.0
  private static let day = 86_400.0

  /// A pod whose wait or whose judgment is not known yet.
  struct Open: Equatable, Sendable {
    var className: String
    /// Seconds since 1970.
    var created: Double
    var forecasts: ComparedForecasts
    var wait: Double?
    /// The time of the sample that judged it, in seconds since 1970; nil before.
    var judged: Double?
  }

  struct ClassScore: Equatable, Sendable {
    var all = ScoreTally()
    /// The last 24 hours, by the number of the period since 1970.
    var periods: [Int: ScoreTally] = [:]
  }

  /// By UID.
  var open: [String: Open] = [:]
  var classes: [String: ClassScore] = [:]

  mutating func remember(_ pod: WaitObservation.Created, _ forecasts: ComparedForecasts) {
    open[pod.uid] = Open(className: pod.className, created: pod.time, forecasts: forecasts)
  }

  /// Notes how long a pod waited.
  mutating func note(_ uid: String, wait: Double) { open[uid]?.wait = wait }

  /// Notes that a pod is gone without having started. It has missed its forecast if it had outlived it; else nobody
  /// knows, and it is left out.
  ///
  /// - Parameter age: how long it is known to have waited.
  mutating func noteGone(_ uid: String, age: Double, now: Double) {
    guard var pod = open[uid] else { return }
    if pod.judged == nil && age <= pod.forecasts.p90 {
      change(pod.className, at: now) { $0.leftOut += 1 }
    } else {
      if pod.judged == nil {
        pod.judged = now
        change(pod.className, at: now) { $0.scored += 1 }
      }
      settle(pod, wait: age, hasStarted: false)
    }
    open[uid] = nil
  }

  /// Judges the pods whose P90 is over.
  mutating func judge(now: Double) {
    let due = open.filter {
      $0.value.judged == nil ? $0.value.created + $0.value.forecasts.p90 <= now : $0.value.wait != nil
    }
    // In a fixed order, because the order of a sum changes its last digit.
    for (uid, pod) in due.sorted(by: { ($0.value.created, $0.key) < ($1.value.created, $1.key) }) {
      var pod = pod
      if pod.judged == nil {
        pod.judged = now
        change(pod.className, at: now) { $0.scored += 1 }
      }
      open[uid] = pod.wait == nil ? pod : nil
      if let wait = pod.wait { settle(pod, wait: wait, hasStarted: true) }
    }
    let oldest = Self.firstPeriod(now)
    for (name, score) in classes where score.periods.keys.contains(where: { $0 < oldest }) {
      classes[name]?.periods = score.periods.filter { $0.key >= oldest }
    }
  }

  /// - Parameter hasStarted: whether the pod started. If not, it has missed the forecast even if it waited exactly as long.
  private mutating func settle(_ pod: Open, wait: Double, hasStarted: Bool) {
    guard let judged = pod.judged else { return }
    change(pod.className, at: judged) { $0.add(wait: wait, pod.forecasts, hasStarted: hasStarted) }
  }

  private mutating func change(_ className: String, at time: Double, _ change: (inout ScoreTally) -> Void) {
    change(&classes[className, default: ClassScore()].all)
    change(&classes[className, default: ClassScore()].periods[Self.period(time), default: ScoreTally()])
  }

  private static func period(_ time: Double) -> Int { Int((time / period).rounded(.down)) }

  /// The first period that belongs to the last 24 hours, at least in part.
  private static func firstPeriod(_ now: Double) -> Int { period(now - day) }
}

// MARK: - Reading the score

extension ForecastScore {
  /// All pods of a class that were judged so far, those that still wait with their age.
  func all(_ className: String, now: Double) -> ScoreTally {
    adding(waiting(className) { _ in true }, to: classes[className]?.all ?? ScoreTally(), now: now)
  }

  /// The pods of a class that were judged in the last 24 hours.
  func lastDay(_ className: String, now: Double) -> ScoreTally {
    let oldest = Self.firstPeriod(now)
    var tally = ScoreTally()
    for (number, period) in (classes[className]?.periods ?? [:]).sorted(by: { $0.key < $1.key })
    where number >= oldest { tally += period }
    return adding(waiting(className) { Self.period($0) >= oldest }, to: tally, now: now)
  }

  /// Whether in an hour of the last day, P90 held for less than 80% of at least 30 pods, as when builds come in bursts.
  func hasBadHour(_ className: String, now: Double) -> Bool {
    let oldest = Self.firstPeriod(now)
    var hours: [Int: ScoreTally] = [:]
    for (number, period) in classes[className]?.periods ?? [:] where number >= oldest {
      hours[number / 4, default: ScoreTally()] += period
    }
    return hours.values.contains { $0.scored >= 30 && Double($0.inside[.p90]) < 0.8 * Double($0.scored) }
  }

  /// The pods that were judged and still wait.
  private func waiting(_ className: String, _ isWanted: (_ judged: Double) -> Bool) -> [Open] {
    open.filter { $0.value.className == className && $0.value.judged.map(isWanted) == true }
      .sorted { ($0.value.created, $0.key) < ($1.value.created, $1.key) }.map(\.value)
  }

  private func adding(_ pods: [Open], to tally: ScoreTally, now: Double) -> ScoreTally {
    var tally = tally
    for pod in pods { tally.add(wait: now - pod.created, pod.forecasts, hasStarted: false) }
    return tally
  }
}
