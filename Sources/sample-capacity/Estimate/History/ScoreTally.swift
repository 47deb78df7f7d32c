/// The forecasts that were in force for a pod, in seconds.
struct ComparedForecasts: Equatable, Sendable {
  var p50: Double
  var p90: Double
  /// nil where the method had no forecast.
  var baselines = PerBaseline<Double?>(nil, nil, nil)

  subscript(level: WaitLevel) -> Double { level == .p50 ? p50 : p90 }
}

/// A method that `history` is compared with.
enum Baseline: String, CaseIterable, Sendable {
  case fit
  case golangBuild
  /// The wait of the head of the queue, else of the pod that started last.
  case hol
}

/// A value for each method that `history` is compared with.
struct PerBaseline<Value: Equatable & Sendable>: Equatable, Sendable {
  var fit: Value
  var golangBuild: Value
  var hol: Value

  init(_ fit: Value, _ golangBuild: Value, _ hol: Value) {
    self.fit = fit
    self.golangBuild = golangBuild
    self.hol = hol
  }

  subscript(baseline: Baseline) -> Value {
    get {
      switch baseline {
      case .fit: fit
      case .golangBuild: golangBuild
      case .hol: hol
      }
    }
    set {
      switch baseline {
      case .fit: fit = newValue
      case .golangBuild: golangBuild = newValue
      case .hol: hol = newValue
      }
    }
  }
}

/// How many pods met their forecast, and by how much forecasts and waits differed.
struct ScoreTally: Equatable, Sendable {
  struct Loss: Equatable, Sendable {
    var pods = 0
    /// In seconds.
    var sum = 0.0

    /// nil without any pod.
    var mean: Double? { pods > 0 ? sum / Double(pods) : nil }

    mutating func add(_ loss: Double) {
      pods += 1
      sum += loss
    }
  }

  var scored = 0
  /// Gone without a start before the forecast was over.
  var leftOut = 0
  var inside = PerLevel(0, 0)
  var losses = PerLevel(Loss(), Loss())
  /// A method with a single forecast stands for both levels.
  var baselineLosses = PerBaseline(Loss(), Loss(), Loss())

  /// The mean of the two levels' losses; nil without any pod.
  var meanLoss: Double? {
    guard let low = losses[.p50].mean, let high = losses[.p90].mean else { return nil }
    return (low + high) / 2
  }

  /// Adds the result of a pod, which `scored` counts already.
  mutating func add(wait: Double, _ forecasts: ComparedForecasts, hasStarted: Bool) {
    for level in WaitLevel.allCases {
      if hasStarted && wait <= forecasts[level] { inside[level] += 1 }
      losses[level].add(pinballLoss(wait, forecasts[level], level))
    }
    for baseline in Baseline.allCases {
      guard let forecast = forecasts.baselines[baseline] else { continue }
      let both = WaitLevel.allCases.reduce(0) { $0 + pinballLoss(wait, forecast, $1) }
      baselineLosses[baseline].add(both / 2)
    }
  }
}

/// The loss of a forecast at a level: what makes the true quantile the best forecast.
func pinballLoss(_ wait: Double, _ forecast: Double, _ level: WaitLevel) -> Double {
  wait > forecast ? level.rawValue * (wait - forecast) : (1 - level.rawValue) * (forecast - wait)
}

/// The 95% interval of a share (Wilson 1927).
///
/// - Returns: 0 and 1 if `count` is 0.
func wilsonInterval(_ inside: Int, of count: Int) -> (low: Double, high: Double) {
  guard count > 0 else { return (0, 1) }
  let (z, n) = (1.96, Double(count))
  let share = Double(inside) / n
  let middle = share + z * z / (2 * n)
  let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
  let whole = 1 + z * z / n
  return (max(0, (middle - half) / whole), min(1, (middle + half) / whole))
}

extension ScoreTally {
  static func += (one: inout ScoreTally, other: ScoreTally) {
    one.scored += other.scored
    one.leftOut += other.leftOut
    for level in WaitLevel.allCases {
      one.inside[level] += other.inside[level]
      one.losses[level] += other.losses[level]
    }
    for baseline in Baseline.allCases { one.baselineLosses[baseline] += other.baselineLosses[baseline] }
  }
}

extension ScoreTally.Loss {
  static func += (one: inout Self, other: Self) {
    one.pods += other.pods
    one.sum += other.sum
  }
}
