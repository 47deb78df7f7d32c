import Shared
import Testing

@testable import sample_capacity

@Suite("The estimate keeps its promise in a simulated cluster", .timeLimit(.minutes(15)))
struct SimulationTests {
  @Test(
    "In the mix, P50 and P90 hold in every phase and overall, and the losses are a fraction of the others'")
  func mix() { #expect(Promise.mix.broken(by: .history, .mix) == []) }

  @Test("In the harsh scenario, P50 and P90 hold overall, and phases stay within wider limits")
  func harsh() { #expect(Promise.harsh.broken(by: .history, .harsh) == []) }

  @Test(
    "Methods with a mistake break the promise",
    arguments: [SimulatedResults.Method.noHistory, .lastWaits, .swappedLevels])
  func mistakes(method: SimulatedResults.Method) {
    #expect(Promise.mix.broken(by: method, .mix).count > 2)
    #expect(!Promise.harsh.broken(by: method, .harsh).isEmpty)
  }

  @Test("No phase of the mix has fewer than 700 pods, and the whole has the pods it should have")
  func size() {
    for phases in SimulatedResults.mix.scores(.history) { #expect(phases.allSatisfy { $0.pods >= 700 }) }
    for total in SimulatedResults.mix.totals(.history) { #expect((17_000...18_400).contains(total.pods)) }
  }

  @Test("The score that is published is what really happened")
  func publishedScore() throws {
    var methods: [any SimulatedMethod] = [ScoredHistory()]
    let simulation = Simulation(.short, seed: 4, &methods)
    let scored = try #require(methods[0] as? ScoredHistory)
    var truth = Simulation.Score()
    for record in simulation.records {
      guard let wait = record.wait, let forecast = record.forecasts[0] else { continue }
      truth.add(wait, forecast)
    }
    var published = ScoreTally()
    for cpu in SimulatedSample.classes {
      published += scored.history.score.all("\(cpu) CPU", now: Double(scored.last ?? 0))
    }
    let recent = SimulatedSample.classes.reduce(0) {
      $0 + scored.history.score.lastDay("\($1) CPU", now: Double(scored.last ?? 0)).scored
    }
    // The run ends when the last pod has started, and its forecast may not be over then.
    #expect((0...20).contains(truth.pods - published.scored - published.leftOut), "\(published)")
    #expect(abs(truth.inside50 - published.inside[.p50]) <= 20)
    #expect(abs(truth.inside90 - published.inside[.p90]) <= 20)
    #expect(abs(truth.loss90 - published.losses[.p90].sum) < 0.02 * truth.loss90)
    #expect(recent == published.scored)
    #expect(published.baselineLosses.fit.pods == published.scored)
  }

  @Test("The method of the simulation called fit is --estimate fit")
  func sameFit() {
    for (free, waiting) in [([16, 16], 0), ([1, 3], 0), ([0, 1], 3), ([3, 0], 8), ([1, 1], 40)] {
      let nodes = free.indices.map { Node.ready("n\($0)", cpu: 16_000, memory: 1 << 50, pods: 110) }
      var pods = zip(nodes, free).map { CapacityPod.on($0.name, cpu: 16_000 - 1000 * Int64($1)) }
      pods += Array(repeating: .on(nil), count: waiting)
      let totals = ClusterTotals(nodes, pods)
      var sample = SimulatedSample()
      sample.unbound = Array(repeating: 2, count: waiting)
      for cpu in SimulatedSample.classes {
        sample.fits.append(free.reduce(0) { $0 + $1 / cpu })
        sample.slots.append(free.count * (16 / cpu))
      }
      for (number, forecast) in FitMethod().step(sample).enumerated() {
        var pod = BuildPod()
        pod = (try? BuildPod(argument: "cpu=\(SimulatedSample.classes[number])")) ?? pod
        let estimate = FitEstimate(pod: pod, timeToSchedule: 90, timePerBuild: 600).estimate(totals)
        #expect(estimate.seconds.map(Double.init) == forecast?.p90)
      }
    }
  }
}

/// `--estimate history` with its score, as sample-capacity keeps both.
struct ScoredHistory: SimulatedMethod {
  private(set) var history = EstimateHistory()
  private(set) var last: Int?

  mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
    var seen = HistoryMethod.observation(sample, interval: last.map { sample.time - $0 } ?? 60)
    for (number, forecast) in FitMethod().step(sample).enumerated() {
      seen.classes[number].fit = forecast?.p50
    }
    last = sample.time
    return history.step(seen).map { $0.map { SimulatedForecast($0.p50, $0.p90) } }
  }
}

extension Scenario {
  /// Less than a day, with an overload that is long over at the end.
  static let short = Scenario(
    name: "short",
    phases: [
      Phase(name: "idle", hours: 4, pods: 110), Phase(name: "overload", hours: 6, pods: 330),
      Phase(name: "idle again", hours: 6, pods: 110),
    ])
}
