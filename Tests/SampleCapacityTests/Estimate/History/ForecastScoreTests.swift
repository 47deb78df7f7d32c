import Shared
import Testing

@testable import sample_capacity

@Suite("Scoring forecasts", .timeLimit(.minutes(15)))
struct ForecastScoreTests {
  private static let forecasts = ComparedForecasts(
    p50: 10, p90: 60, baselines: PerBaseline(90, nil, 20))

  private func score(_ pods: (uid: String, created: Double)...) -> ForecastScore {
    var score = ForecastScore()
    for pod in pods {
      score.remember(.init(uid: pod.uid, className: "default", time: pod.created), Self.forecasts)
    }
    return score
  }

  @Test("A pod counts once its P90 is over, even if it has started long before")
  func due() {
    var score = score(("a", 0))
    score.note("a", wait: 5)
    score.judge(now: 59.9)
    #expect(score.all("default", now: 59.9).scored == 0)
    score.judge(now: 60)
    let tally = score.all("default", now: 60)
    #expect(tally.scored == 1 && tally.inside[.p50] == 1 && tally.inside[.p90] == 1)
    #expect(tally.losses[.p50].sum == 2.5 && abs(tally.losses[.p90].sum - 5.5) < 1e-9)
    #expect(score.open.isEmpty)
  }

  @Test("A pod that still waits has missed its forecast; its loss grows until it starts")
  func waiting() {
    var score = score(("a", 0))
    score.judge(now: 70)
    #expect(score.all("default", now: 70).inside == PerLevel(0, 0))
    #expect(score.all("default", now: 70).losses[.p50].sum == 30)
    #expect(score.all("default", now: 110).losses[.p50].sum == 50)
    score.note("a", wait: 200)
    score.judge(now: 260)
    let tally = score.all("default", now: 1000)
    #expect(tally.scored == 1 && tally.losses[.p50].sum == 95 && score.open.isEmpty)
  }

  @Test("A start that becomes known late still counts as what it was")
  func lateNews() {
    var score = score(("a", 0))
    score.judge(now: 70)
    score.note("a", wait: 60)
    score.judge(now: 130)
    #expect(score.all("default", now: 130).inside == PerLevel(0, 1))
  }

  @Test("A pod that is gone without a start has missed its forecast if it outlived it, else it is left out")
  func gone() {
    var score = score(("a", 0), ("b", 0), ("c", 0))
    score.noteGone("a", age: 60, now: 65)
    score.noteGone("b", age: 61, now: 65)
    score.judge(now: 70)
    score.noteGone("c", age: 100, now: 130)
    let tally = score.all("default", now: 130)
    #expect(tally.scored == 2 && tally.leftOut == 1 && tally.inside == PerLevel(0, 0))
    #expect(tally.losses[.p50].sum == 0.5 * (51 + 90) && score.open.isEmpty)
  }

  @Test("A method without a forecast for a pod is not scored for it; a single number stands for both levels")
  func baselines() {
    var score = score(("a", 0))
    score.note("a", wait: 30)
    score.judge(now: 60)
    let tally = score.all("default", now: 60)
    #expect(tally.baselineLosses.golangBuild.mean == nil)
    #expect(abs((tally.baselineLosses.fit.mean ?? 0) - (30 + 6) / 2) < 1e-9)
    #expect(abs((tally.baselineLosses.hol.mean ?? 0) - (5 + 9) / 2) < 1e-9)
    #expect(abs((tally.meanLoss ?? 0) - (10 + 3) / 2) < 1e-9)
  }

  @Test("The last day ends after 24 hours, by the time a pod was judged")
  func lastDay() {
    var score = score(("a", 0))
    score.note("a", wait: 5)
    score.judge(now: 100)
    #expect(score.lastDay("default", now: 86_400).scored == 1)
    #expect(score.lastDay("default", now: 86_400 + 900).scored == 0)
    #expect(score.all("default", now: 86_400 + 900).scored == 1)
    score.judge(now: 200_000)
    #expect(score.classes["default"]?.periods.isEmpty == true)
  }

  @Test("An hour of at least 30 pods with less than 80% inside is a bad one")
  func badHour() {
    for (pods, late, isBad) in [(30, 7, true), (30, 6, false), (29, 29, false)] {
      var score = ForecastScore()
      for pod in 0..<pods {
        score.remember(.init(uid: "\(pod)", className: "default", time: 0), Self.forecasts)
        score.note("\(pod)", wait: pod < late ? 100 : 5)
      }
      score.judge(now: 100)
      #expect(score.hasBadHour("default", now: 200) == isBad, "\(late) of \(pods)")
      #expect(!score.hasBadHour("default", now: 100_000))
    }
  }

  @Test("What is stored is read back unchanged")
  func roundTrip() throws {
    var score = score(("a", 0.1), ("b", 1.0 / 3), ("c", 2))
    score.note("a", wait: 5.7)
    score.judge(now: 61)
    score.noteGone("c", age: 3, now: 62)
    let again = try ForecastScore(JSONCursor(JSONValue(parsing: score.json.serialized())))
    #expect(again == score)
  }

  @Test("The interval is Wilson's", arguments: [(0, 0, 0.0, 1.0), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1)])
  func interval(inside: Int, count: Int, low: Double, high: Double) {
    let interval = wilsonInterval(inside, of: count)
    #expect(abs(interval.low - low) < 1e-4 && abs(interval.high - high) < 1e-4)
  }
}
