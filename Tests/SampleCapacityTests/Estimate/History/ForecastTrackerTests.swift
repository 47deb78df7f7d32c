import Shared
import Testing

@testable import sample_capacity

@Suite("Following build pods by the ledger's lines", .timeLimit(.minutes(15)))
struct ForecastTrackerTests {
  private static func pod(
    _ uid: String, at time: Int64, created: Int64, scheduled: Int64? = nil, started: Int64? = nil,
    buildClass: String = "default", cpuMilli: Int64 = 2000, _ change: (inout PodFacts) -> Void = { _ in }
  ) -> LedgerPod {
    var facts = PodFacts()
    facts.buildClass = buildClass
    facts.created = created
    facts.scheduled = scheduled
    facts.started = started
    facts.requests = ["cpuMilli": cpuMilli]
    change(&facts)
    return LedgerPod(time: time, uid: uid, namespace: "builds", name: uid, facts: facts)
  }

  private static func event(
    _ uid: String, _ name: String, at time: Int64, _ change: (inout PodFacts) -> Void = { _ in }
  ) -> LedgerEvent {
    var facts = PodFacts()
    change(&facts)
    return LedgerEvent(time: time, uid: uid, event: name, facts: facts)
  }

  private static func input(_ time: Double) -> ForecastInput {
    ForecastInput(
      time: time, capMilli: 96_000, boundMilli: 40_000, freedMilli: 4000, timePerBuild: 600, headWait: nil,
      classes: [.init(name: "default", room: .now, ahead: 2)])
  }

  private func tracker(at time: Double = 0) -> ForecastTracker {
    var tracker = ForecastTracker()
    _ = tracker.step(Self.input(time))
    return tracker
  }

  @Test("A start is learned once, whichever lines tell it")
  func start() {
    var whole = tracker()
    whole.add(Self.pod("a", at: 60, created: 10, scheduled: 12, started: 20))
    _ = whole.step(Self.input(60))
    #expect(whole.history.waits.count(.fits) == 1 && whole.waiting.isEmpty)
    let learned = whole.history.waits.start
    // A new day repeats the whole line of a pod that changes.
    whole.add(Self.pod("a", at: 120, created: 10, scheduled: 12, started: 20) { $0.finished = 110 })
    _ = whole.step(Self.input(120))
    #expect(whole.history.waits.count(.fits) == 1 && whole.history.waits.start == learned)

    var events = tracker()
    events.add(Self.pod("a", at: 60, created: 10))
    _ = events.step(Self.input(60))
    #expect(events.waiting["a"] != nil)
    events.add(Self.event("a", "scheduled", at: 120) { $0.scheduled = 70 })
    _ = events.step(Self.input(120))
    events.add(Self.event("a", "started", at: 180) { $0.started = 130 })
    _ = events.step(Self.input(180))
    #expect(events.history.waits.count(.fits) == 1 && events.history.waits.start == 20 + 0.05 * (60 - 20))
    #expect(events.history.lastWait == 120)
  }

  @Test("The order of lines does not matter")
  func order() {
    let lines = ["c", "a", "b"].map {
      Self.pod($0, at: 60, created: 10, scheduled: 10, started: $0 == "a" ? 60 : 15)
    }
    var (one, other) = (tracker(), tracker())
    for line in lines { one.add(line) }
    for line in lines.reversed() { other.add(line) }
    _ = one.step(Self.input(60))
    _ = other.step(Self.input(60))
    #expect(one == other)
  }

  @Test("Pods that ever had a scheduling gate are neither scored nor learned")
  func gated() {
    var gated = tracker()
    gated.add(Self.pod("a", at: 60, created: 10, started: 20) { $0.isGated = true })
    gated.add(Self.pod("b", at: 60, created: 10))
    _ = gated.step(Self.input(60))
    gated.add(Self.event("b", "changed", at: 120) { $0.isGated = true })
    _ = gated.step(Self.input(120))
    #expect(
      gated.history.waits.count(.fits) == 0 && gated.waiting.isEmpty && gated.history.score.open.isEmpty)
  }

  @Test("A pod that is gone, has ended or was restarted without a known start is left out")
  func noStart() {
    for change in [
      Self.event("a", "gone", at: 120), Self.event("a", "finished", at: 120) { $0.finished = 100 },
      Self.event("a", "changed", at: 120) { $0.restarts = 1 },
    ] {
      var tracker = tracker()
      tracker.add(Self.pod("a", at: 60, created: 50))
      _ = tracker.step(Self.input(60))
      tracker.add(change)
      _ = tracker.step(Self.input(120))
      let score = tracker.history.score.all("default", now: 120)
      #expect(score.leftOut == 1 && score.scored == 0 && tracker.waiting.isEmpty)
    }
  }

  @Test("A sample that is not newer than the last one changes nothing")
  func oldSample() {
    var tracker = tracker(at: 100)
    let before = tracker
    tracker.add(Self.pod("a", at: 100, created: 99, started: 100))
    #expect(tracker.step(Self.input(100)) == nil && tracker == before)
  }

  @Test("A first sample of a large cluster is not remembered pod by pod")
  func firstSample() {
    var first = ForecastTracker()
    for number in 0..<1000 {
      first.add(Self.pod("p\(number)", at: 100_000, created: 1000, scheduled: 1000, started: 1010))
    }
    _ = first.step(Self.input(100_000))
    #expect(first.starts.isEmpty && first.waiting.isEmpty && first.history.waits.start == 20)
  }

  @Test(
    "Of a burst of starts without forecasts the newest are kept, and the usual start-up time is that of all")
  func burst() {
    let pods = (0..<5000).map { (uid: "p\($0)", started: Int64(500 + $0 / 50), took: Int64($0 % 47)) }
    var (tracker, expected) = (ForecastTracker(), 20.0)
    for pod in pods.reversed() {
      tracker.add(
        Self.pod(
          pod.uid, at: 1000, created: 400, scheduled: pod.started - pod.took, started: pod.started))
    }
    _ = tracker.step(Self.input(1000))
    for pod in pods.sorted(by: { ($0.started, $0.uid) < ($1.started, $1.uid) }) {
      expected += 0.05 * (Double(pod.took) - expected)
    }
    #expect(abs(tracker.history.waits.start - expected) < 1e-12)
    #expect(tracker.starts.count == ForecastTracker.startLimit)
    #expect(tracker.starts.values.allSatisfy { $0.started >= 580 })
  }

  @Test("A class is expected to request what its newest pod does, and there are at most 40 classes")
  func classes() {
    var tracker = tracker()
    for number in 0..<50 {
      let name = "c\(number)"
      tracker.add(Self.pod("old-\(name)", at: 60, created: Int64(number), buildClass: name, cpuMilli: 1))
      tracker.add(Self.pod("new-\(name)", at: 60, created: 50 + Int64(number), buildClass: name, cpuMilli: 2))
      tracker.add(Self.pod("older-\(name)", at: 60, created: -1, buildClass: name, cpuMilli: 3))
    }
    #expect(tracker.newestRequests.count == 50)
    _ = tracker.step(Self.input(60))
    #expect(tracker.requests.count == ForecastTracker.classLimit && tracker.requests["c9"] == nil)
    #expect(tracker.requests["c10"]?.amounts == ["cpuMilli": 2])
  }

  @Test("What is stored is read back unchanged, and another version is refused")
  func roundTrip() throws {
    var tracker = tracker(at: 1.0 / 3)
    tracker.add(Self.pod("a", at: 60, created: 10, started: 17))
    tracker.add(Self.pod("b", at: 60, created: 10, scheduled: 11))
    _ = tracker.step(Self.input(60.7))
    let text = try tracker.json.serialized()
    #expect(try ForecastTracker(JSONCursor(JSONValue(parsing: text))) == tracker)
    let other = text.replacing("\"version\":1", with: "\"version\":2")
    #expect(throws: JSONError.self) { try ForecastTracker(JSONCursor(JSONValue(parsing: other))) }
  }
}
