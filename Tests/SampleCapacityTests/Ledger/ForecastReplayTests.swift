import Foundation
import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("The estimate's state, stored and rebuilt", .serialized, .timeLimit(.minutes(15)))
struct ForecastReplayTests {
  /// A ledger that a simulated cluster has written for six hours, around a midnight.
  private final class Written: @unchecked Sendable {
    let folder: TemporaryFolder
    let ledger: LedgerFolder
    private var appenders: [LedgerFile: LedgerAppender] = [:]
    private(set) var tracker = ForecastTracker()
    /// After each sample.
    private(set) var states: [ForecastTracker] = []
    /// Three hours before a midnight, in unix seconds.
    private let begin = LedgerDay(number: 20_000).start - 3 * 3600

    init() throws {
      folder = try TemporaryFolder()
      ledger = try LedgerFolder(folder.path + "/ledger", patience: .init(.seconds(10)))
      var methods: [any SimulatedMethod] = [Recorder()]
      _ = Simulation(.overMidnight, seed: 5, &methods)
      let recorder = try #require(methods[0] as? Recorder)
      for sample in recorder.samples { try write(sample) }
    }

    private func write(_ sample: SimulatedSample) throws {
      let time = begin + Int64(sample.time)
      let (pods, samples) = (appender(.pods, time), appender(.samples, time))
      for line in lines(sample, time) {
        switch line {
        case .whole(let pod): tracker.add(pod)
        case .event(let event): tracker.add(event)
        }
        try pods.add(line: line.json)
      }
      // A run that was killed here wrote lines that do not count.
      let lost = LedgerEvent(
        time: time - 1, uid: "\(sample.pending.first?.number ?? 0)", event: "gone", facts: PodFacts())
      try pods.add(lost)
      try pods.sync()
      if try ledger.size(of: .day(.samples, LedgerDay(of: time))) == 0 {
        try samples.add(line: ForecastState.line(tracker))
      }
      let input = input(sample, time)
      let made = tracker.step(input)
      let forecasts = try #require(made)
      var record = SampleRecord(time: time)
      record.forecast = SampleForecast(input, forecasts, lastWait: tracker.history.lastWait)
      try samples.add(record)
      try samples.sync()
      states.append(tracker)
    }

    private func appender(_ kind: LedgerFile.Kind, _ time: Int64) -> LedgerAppender {
      let file = LedgerFile.day(kind, LedgerDay(of: time))
      let appender = appenders[file] ?? ledger.appender(file)
      appenders[file] = appender
      return appender
    }

    private func lines(_ sample: SimulatedSample, _ time: Int64) -> [PodChange] {
      let new = Set(sample.created.map(\.number))
      var lines: [PodChange] = []
      for pod in sample.created + sample.started + sample.gone + sample.pending {
        var facts = PodFacts()
        facts.scheduled = pod.bound.map { begin + Int64($0) }
        facts.started = pod.started.map { begin + Int64($0) }
        if new.contains(pod.number) {
          facts.created = begin + Int64(pod.created)
          facts.buildClass = "c\(pod.cpu)"
          facts.requests = ["cpuMilli": Int64(pod.cpu) * 1000]
          lines.append(
            .whole(LedgerPod(time: time, uid: pod.uid, namespace: "b", name: pod.uid, facts: facts)))
        } else if facts.scheduled != nil {
          lines.append(.event(LedgerEvent(time: time, uid: pod.uid, event: "scheduled", facts: facts)))
        }
      }
      return lines + sample.gone.map { PodChange.gone($0.uid, time: time) }
    }

    private func input(_ sample: SimulatedSample, _ time: Int64) -> ForecastInput {
      var input = ForecastInput(
        time: Double(time), capMilli: Int64(sample.cap) * 1000, boundMilli: Int64(sample.bound) * 1000,
        freedMilli: Int64(sample.freed) * 1000, timePerBuild: 600, headWait: sample.headAge.map(Double.init),
        classes: HistoryMethod.observation(sample, interval: 60).classes)
      for number in input.classes.indices {
        input.classes[number].name = "c\(SimulatedSample.classes[number])"
        input.classes[number].ahead = (input.classes[number].ahead * 1e6).rounded() / 1e6
        input.classes[number].fit = FitMethod().step(sample)[number]?.p50
      }
      return input
    }

    /// - Returns: what the next run starts with, and what it says.
    func load() throws -> (tracker: ForecastTracker, said: [String]) {
      var said: [String] = []
      let files = try ledger.files().map(\.file)
      let tracker = try ForecastState.load(ledger.folder, files, timePerBuild: 600) { said.append($0) }
      return (tracker, said)
    }
  }

  /// Keeps the samples.
  private struct Recorder: SimulatedMethod {
    var samples: [SimulatedSample] = []

    mutating func step(_ sample: SimulatedSample) -> [SimulatedForecast?] {
      samples.append(sample)
      return SimulatedSample.classes.map { _ in nil }
    }
  }

  // The tests change one ledger, one after the other, because writing it takes a while.
  private static let written = Result { try Written() }

  @Test("A stored state is what the next run starts with")
  func stored() throws {
    let written = try Self.written.get()
    try ForecastState.save(written.tracker, in: written.ledger)
    let loaded = try written.load()
    #expect(loaded.tracker == written.tracker && loaded.said == [])
    #expect(
      written.tracker.history.waits.classes.count == 3
        && written.tracker.history.score.all("c2", now: 2e9).scored > 100)
  }

  @Test("A lost, damaged or foreign state is rebuilt from the ledger to the same numbers")
  func rebuilt() throws {
    let written = try Self.written.get()
    _ = try? written.ledger.folder.remove(ForecastState.fileName)
    for content in [nil, "", "{", #"{"k":"state"}"#, #"{"k":"state","estimate":{"version":2}}"#] {
      if let content { try written.ledger.replace(ForecastState.fileName, with: Array(content.utf8)) }
      let loaded = try written.load()
      #expect(loaded.tracker == written.tracker)
      #expect(loaded.said.count == 1)
    }
    // Of another ledger: newer than all of this one.
    var foreign = written.tracker
    foreign.time = 2e9
    try ForecastState.save(foreign, in: written.ledger)
    #expect(try written.load().tracker == written.tracker)
  }

  @Test("Once the oldest day is gone, it is rebuilt from the state at the beginning of the next")
  func secondDay() throws {
    let written = try Self.written.get()
    _ = try? written.ledger.folder.remove(ForecastState.fileName)
    let copy = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: written.ledger.path, toPath: copy.path + "/ledger")
    for kind in ["pods", "samples"] {
      try FileManager.default.removeItem(
        atPath: "\(copy.path)/ledger/\(kind)-\(LedgerDay(number: 19_999)).jsonl")
    }
    let ledger = try LedgerFolder(copy.path + "/ledger", patience: .init(.seconds(10)))
    let loaded = try ForecastState.load(ledger.folder, try ledger.files().map(\.file), timePerBuild: 600) {
      _ in
    }
    #expect(loaded == written.tracker)
  }

  @Test("A state that lacks the last samples, because a run was killed, catches up", arguments: [1, 2, 200])
  func catchUp(samples: Int) throws {
    let written = try Self.written.get()
    try ForecastState.save(written.states[written.states.count - 1 - samples], in: written.ledger)
    let loaded = try written.load()
    #expect(loaded.tracker == written.tracker && loaded.said == [])
  }

  @Test("A ledger without samples starts with nothing")
  func empty() throws {
    let folder = try TemporaryFolder()
    let ledger = try LedgerFolder(folder.path + "/ledger", patience: .init(.seconds(10)))
    let tracker = try ForecastState.load(ledger.folder, [], timePerBuild: 600) { _ in }
    #expect(tracker == ForecastTracker())
  }
}

extension Scenario {
  /// Six hours, busy ones at the end.
  fileprivate static let overMidnight = Scenario(
    name: "over midnight",
    phases: [Phase(name: "idle", hours: 3, pods: 110), Phase(name: "overload", hours: 3, pods: 330)])
}
