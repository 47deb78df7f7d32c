import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("Forecasts from history, compared with an independent implementation", .timeLimit(.minutes(15)))
struct WaitHistoryTests {
  private static func vectors() throws -> JSONCursor {
    JSONCursor(try JSONValue(parsing: readFile(Repository.vectors + "/estimate.json")))
  }

  /// The vectors' tolerance: absolute or relative, whichever is larger.
  private func agree(_ one: Double, _ other: Double) -> Bool { abs(one - other) <= 1e-5 * max(1, abs(other)) }

  @Test("Every step of every sequence gives the recorded forecasts, and ends in the recorded state")
  func sequences() throws {
    var steps = 0
    for sequence in try Self.vectors()["sequences"].elements() {
      let name = try sequence["name"].string()
      let amounts = try sequence["amounts"].elements().map { try $0.number() }
      var history = WaitHistory()
      var time = 0.0
      for step in try sequence["steps"].elements() {
        let seen = try observation(step["input"], amounts, after: time)
        time = seen.time
        let forecasts = history.step(seen)
        for (forecast, expected) in zip(forecasts, try step["expect"].elements()) {
          let forecast = try #require(forecast)
          let isAsExpected =
            try agree(forecast.base, expected["base"].number())
            && agree(forecast.p50, expected["p50"].number()) && agree(forecast.p90, expected["p90"].number())
            && (forecast.state == .fits) == (expected["state"].string() == "fits")
          #expect(isAsExpected, "\(name), second \(time): \(forecast)")
        }
        steps += 1
        // A run ends after a sample; the next one continues from what was stored.
        history = try WaitHistory(JSONCursor(JSONValue(parsing: history.json.serialized())))
      }
      try check(history, sequence["end"], amounts.count)
    }
    #expect(steps == 213)
  }

  private func observation(_ input: JSONCursor, _ amounts: [Double], after last: Double) throws
    -> WaitObservation
  {
    let interval = try input["dt"].number()
    var seen = WaitObservation(
      time: last + interval, interval: interval, cap: try input["cap"].number(),
      bound: try input["bound"].number(), freed: try input["freed"].number(), classes: [])
    let unbound = try input["unbound"].elements().map { (cpu: try $0.number(), pods: 1) }
    for (number, fits) in try input["fit"].elements().enumerated() {
      let room: WaitObservation.Room = try fits.number() > 0 ? .now : .later
      seen.classes.append(
        .init(
          name: "\(number)", room: room, ahead: WaitObservation.ahead(of: amounts[number], unbound: unbound)))
    }
    seen.created = try input["created"].elements().map { pod in
      let parts = try pod.elements()
      return .init(uid: try parts[0].string(), className: "\(Int(try parts[1].number()))", time: last)
    }
    seen.started = try input["started"].elements().map { pod in
      let parts = try pod.elements()
      return .init(uid: try parts[0].string(), wait: try parts[1].number(), took: try parts[2].number())
    }
    seen.gone = try input["gone"].elements().map { .init(uid: try $0.string(), age: 0) }
    seen.pending = try input["pending"].elements().map { pod in
      let parts = try pod.elements()
      return .init(uid: try parts[0].string(), age: try parts[1].number())
    }
    return seen
  }

  private func check(_ history: WaitHistory, _ end: JSONCursor, _ classes: Int) throws {
    #expect(try agree(history.start, end["start"].number()))
    #expect(try agree(history.freed ?? 0, end["freed"].number()))
    #expect(try agree(history.busy, end["busy"].number()))
    #expect(try history.remembered.keys.sorted() == end["open"].elements().map { try $0.string() })
    for number in 0..<classes {
      let known = history.classes["\(number)"] ?? .init()
      let counts = try end["ringCounts"].elements()[number].elements().map { Int(try $0.number()) }
      #expect(counts == [known.rings[.fits].count, known.rings[.waits].count])
      for (state, levels) in zip(QueueState.allCases, try end["theta"].elements()[number].elements()) {
        for (level, moved) in zip(WaitLevel.allCases, try levels.elements()) {
          #expect(try agree(known.corrections[state][level], moved.number()))
        }
      }
    }
  }

  @Test("Quantiles are the recorded ones")
  func quantiles() throws {
    let cases = try Self.vectors()["quantiles"].elements()
    #expect(cases.count == 20)
    for record in cases {
      let values = try record["values"].elements().map { try $0.number() }.sorted()
      #expect(agree(values.quantile(try record["p"].number()), try record["expect"].number()))
    }
  }

  @Test("A score is the recorded one")
  func score() throws {
    let record = try Self.vectors()["score"]
    let forecast = try record["forecast"].elements().map { try $0.number() }
    var tally = ScoreTally()
    for wait in try record["waits"].elements() {
      tally.scored += 1
      tally.add(
        wait: try wait.number(), ComparedForecasts(p50: forecast[0], p90: forecast[1]), hasStarted: true)
    }
    for (level, name) in zip(WaitLevel.allCases, ["p50", "p90"]) {
      let expected = record["expect"][name]
      #expect(try tally.inside[level] == Int(expected["inside"].number()))
      #expect(try tally.scored == Int(expected["of"].number()))
      let interval = wilsonInterval(tally.inside[level], of: tally.scored)
      #expect(try agree(interval.low, expected["low"].number()))
      #expect(try agree(interval.high, expected["high"].number()))
      #expect(try agree(tally.losses[level].mean ?? 0, expected["meanPinball"].number()))
    }
  }

  // MARK: - What the vectors do not show

  private func seen(_ time: Double, room: WaitObservation.Room = .now) -> WaitObservation {
    WaitObservation(
      time: time, interval: 60, cap: 96, bound: 40, freed: 4,
      classes: [.init(name: "default", room: room, ahead: 2)])
  }

  @Test("A class that no node holds has no forecast, and keeps what it has learned")
  func never() {
    var history = WaitHistory()
    _ = history.step(seen(0))
    var next = seen(60)
    next.created = [.init(uid: "a", className: "default", time: 10)]
    next.started = [.init(uid: "a", wait: 5, took: 5)]
    _ = history.step(next)
    let learned = history.classes
    #expect(history.step(seen(120, room: .never)) == [nil])
    #expect(history.classes == learned && history.count(.fits) == 1)
    #expect(history.inForce("default", at: 130) == nil)
  }

  @Test(
    "The forecast in force is that of the newest sample not after the creation, for five minutes",
    arguments: [(59.0, 0), (60, 1), (119.9, 1), (120, 2), (420, 2), (420.1, nil), (-1, nil)]
      as [(Double, Int?)])
  func inForce(created: Double, sample: Int?) {
    var history = WaitHistory()
    let forecasts = [0.0, 60, 120].map { time in
      var seen = seen(time)
      // Each start changes the base.
      seen.started = [.init(uid: "other", wait: 500, took: 500)]
      return history.step(seen)[0]
    }
    #expect(history.inForce("default", at: created) == sample.flatMap { forecasts[$0] })
  }

  @Test(
    "A pod that is gone without a start is forgotten, and a start without a forecast only moves the start-up time"
  )
  func forgotten() {
    var history = WaitHistory()
    _ = history.step(seen(0))
    var next = seen(60)
    next.created = [.init(uid: "a", className: "default", time: 10)]
    next.gone = [.init(uid: "a", age: 5)]
    next.started = [.init(uid: "b", wait: 10, took: 10)]
    _ = history.step(next)
    #expect(history.remembered.isEmpty && history.classes.isEmpty && history.start == 19.5)
  }

  @Test("A state that was not written by this program is refused")
  func foreignState() throws {
    for text in [#"{}"#, #"{"start":1}"#, #"{"start":"x","freed":1,"busy":1}"#] {
      #expect(throws: JSONError.self) { try WaitHistory(JSONCursor(JSONValue(parsing: text))) }
    }
  }
}
