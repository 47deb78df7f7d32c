import Shared

/// Reads a ledger for a replay, in the order of time.
struct ReplayedLedger {
  private let reader: LedgerReader
  private let needs: ReplayNeeds
  /// Called before each day; throws to end early.
  private let checkStop: () throws -> Void

  /// How many lines were torn, or not as expected.
  private(set) var torn = 0
  /// The earliest and the latest time at which rules were judged or a sample was taken, in unix seconds.
  private(set) var span: ClosedRange<Int64>?
  private(set) var runCount = 0
  private(set) var sampleCount = 0
  /// The needed keys that the ledger recorded, or would have.
  private(set) var recordedKeys: Set<String> = []

  private var runs: [ReplayedRun] = []

  init(_ reader: LedgerReader, needs: ReplayNeeds, checkStop: @escaping () throws -> Void) {
    self.reader = reader
    self.needs = needs
    self.checkStop = checkStop
  }

  /// Whether a run of `reap-pods` is recorded that judged pods.
  static func hasRuns(_ reader: LedgerReader) throws -> Bool {
    for day in try reader.days(.reap) {
      guard let lines = try reader.lines(.day(.reap, day)) else { continue }
      while let line = try lines.next([LedgerRun.kind]) {
        if let run = (try? line.record(LedgerRun.self)) ?? nil, run.now != nil { return true }
      }
    }
    return false
  }

  /// Reads everything into the replay.
  mutating func read(into replay: inout Replay) throws {
    let days = Set(try reader.days(.reap) + reader.days(.samples)).sorted()
    for day in days {
      try checkStop()
      try readRuns(day)
      try readSamples(day, into: &replay)
    }
    for run in runs { feed(run, into: &replay) }
    runs = []
    replay.finish()
  }

  private mutating func feed(_ run: ReplayedRun, into replay: inout Replay) {
    replay.take(run)
    guard run.now != nil else { return }
    runCount += 1
    note(run.time)
  }

  private mutating func note(_ time: Int64) {
    span = min(span?.lowerBound ?? time, time)...max(span?.upperBound ?? time, time)
  }
}

extension ReplayedLedger {
  /// Reads a day's runs, to be taken before the first sample after each.
  private mutating func readRuns(_ day: LedgerDay) throws {
    guard let lines = try reader.lines(.day(.reap, day)) else { return }
    var unfinished = UnfinishedRuns(needs)
    while let line = try lines.next() {
      do {
        if let intent = try line.record(LedgerIntent.self) { unfinished.add(intent) }
        if let outcome = try line.record(LedgerOutcome.self) { unfinished.add(outcome) }
        if let run = try line.record(LedgerRun.self) {
          let policy = try RecordedPolicy(run.policy)
          recordedKeys.formUnion(policy.keys)
          if let run = unfinished.end(run, policy) { runs.append(run) }
        }
      } catch { torn += 1 }
    }
    torn += lines.torn
    runs += unfinished.killed
    runs.sort { $0.time < $1.time }
  }

  private mutating func readSamples(_ day: LedgerDay, into replay: inout Replay) throws {
    var times = try sampleTimes(day)[...]
    guard let lines = try reader.lines(.day(.pods, day)) else {
      for time in times { feed(ReplayedSample(time: time), into: &replay) }
      return
    }
    let finished = Set(times)
    var sample: ReplayedSample?
    var scanner = PodLineReader(needs)
    try scanner.read(lines) { time, change in
      if time != sample?.time {
        if let sample { feed(sample, into: &replay) }
        // Lines of a sample that was never finished do not count.
        sample = finished.contains(time) ? ReplayedSample(time: time) : nil
        while let next = times.first, next < time {
          times.removeFirst()
          feed(ReplayedSample(time: next), into: &replay)
        }
        if times.first == time { times.removeFirst() }
      }
      sample?.changes.append(change)
    }
    if let sample { feed(sample, into: &replay) }
    for time in times { feed(ReplayedSample(time: time), into: &replay) }
    torn += lines.torn + scanner.torn
    recordedKeys.formUnion(scanner.recordedKeys)
  }

  private mutating func feed(_ sample: ReplayedSample, into replay: inout Replay) {
    while let run = runs.first, run.time <= sample.time {
      runs.removeFirst()
      feed(run, into: &replay)
    }
    replay.take(sample)
    sampleCount += 1
    note(sample.time)
  }

  /// The times of a day's samples, in unix seconds.
  private mutating func sampleTimes(_ day: LedgerDay) throws -> [Int64] {
    guard let lines = try reader.lines(.day(.samples, day)) else { return [] }
    var times: [Int64] = []
    while let line = try lines.next([LedgerSample.kind]) {
      if let sample = (try? line.record(LedgerSample.self)) ?? nil, let time = sample.time {
        times.append(time)
      } else {
        torn += 1
      }
    }
    torn += lines.torn
    return Set(times).sorted()
  }
}
