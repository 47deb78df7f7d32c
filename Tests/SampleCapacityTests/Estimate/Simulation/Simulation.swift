/// Runs methods in a scenario, and holds their forecasts against what happened.
struct Simulation {
  /// How often a method's forecasts came true.
  struct Score: Equatable, Sendable {
    var pods = 0
    var inside50 = 0
    var inside90 = 0
    /// Sums of pinball losses, in seconds.
    var loss50 = 0.0
    var loss90 = 0.0

    var p50: Double { 100 * Double(inside50) / Double(max(1, pods)) }
    var p90: Double { 100 * Double(inside90) / Double(max(1, pods)) }
    var meanLoss: Double { (loss50 + loss90) / 2 / Double(max(1, pods)) }

    mutating func add(_ wait: Int, _ forecast: SimulatedForecast) {
      let wait = Double(wait)
      pods += 1
      if wait <= forecast.p50 { inside50 += 1 }
      if wait <= forecast.p90 { inside90 += 1 }
      loss50 += 0.5 * abs(wait - forecast.p50)
      loss90 += wait > forecast.p90 ? 0.9 * (wait - forecast.p90) : 0.1 * (forecast.p90 - wait)
    }

    static func + (one: Score, other: Score) -> Score {
      var sum = one
      sum.pods += other.pods
      sum.inside50 += other.inside50
      sum.inside90 += other.inside90
      sum.loss50 += other.loss50
      sum.loss90 += other.loss90
      return sum
    }
  }

  /// A pod with the forecasts that were in force when it was created.
  struct Record: Sendable {
    let created: Int
    let phase: Int
    /// How long after the beginning of its burst it was created, in milliseconds; nil if it is not of a burst.
    let intoBurst: Int?
    /// nil if it never started.
    let wait: Int?
    /// By method.
    let forecasts: [SimulatedForecast?]
  }

  /// The time without scores at the beginning, in seconds.
  static let warmUp = 7200

  let scenario: Scenario
  private(set) var records: [Record] = []

  /// - Parameter methods: they learn, so that they can be looked at afterward.
  init(_ scenario: Scenario, seed: UInt64, _ methods: inout [any SimulatedMethod]) {
    self.scenario = scenario
    var sampler = Sampler()
    var inForce: [[SimulatedForecast?]] = methods.map { _ in SimulatedSample.classes.map { _ in nil } }
    var given: [[SimulatedForecast?]] = []
    var cluster = SimulatedCluster(scenario, seed: seed)
    cluster.run { cluster in
      let sample = sampler.sample(cluster)
      for pod in sample.created { given.append(inForce.map { $0[pod.classNumber] }) }
      for number in methods.indices { inForce[number] = methods[number].step(sample) }
    }
    for (pod, forecasts) in zip(cluster.pods, given) where !pod.arrival.isStuck {
      let created = pod.arrival.time / 1000
      records.append(
        Record(
          created: created, phase: pod.arrival.phase, intoBurst: pod.arrival.intoBurst,
          wait: pod.started.map { $0 / 1000 - created },
          forecasts: forecasts))
    }
  }
}
