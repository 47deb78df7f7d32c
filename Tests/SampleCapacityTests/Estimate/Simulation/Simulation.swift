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

    static func += (one: inout Score, other: Score) {
      one.pods += other.pods
      one.inside50 += other.inside50
      one.inside90 += other.inside90
      one.loss50 += other.loss50
      one.loss90 += other.loss90
    }
  }

  /// A pod with the forecasts that were in force when it was created.
  struct Record: Sendable {
    let created: Int
    let phase: Int
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
    var pods: [SimulatedCluster.Pod] = []
    cluster.run { cluster in
      let sample = sampler.sample(cluster)
      for pod in sample.created { given.append(inForce.map { $0[pod.classNumber] }) }
      for number in methods.indices { inForce[number] = methods[number].step(sample) }
      pods = cluster.pods
    }
    for (pod, forecasts) in zip(pods, given) where !pod.arrival.isStuck {
      let created = pod.arrival.time / 1000
      records.append(
        Record(
          created: created, phase: pod.arrival.phase, wait: pod.started.map { $0 / 1000 - created },
          forecasts: forecasts))
    }
  }

  /// The scores of a method, by phase.
  func scores(_ method: Int) -> [Score] {
    var scores = Array(repeating: Score(), count: scenario.phases.count)
    for record in records where record.created >= Self.warmUp {
      guard let wait = record.wait, let forecast = record.forecasts[method] else { continue }
      scores[record.phase].add(wait, forecast)
    }
    return scores
  }
}
