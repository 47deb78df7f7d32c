import Shared

/// What a ledger says about a span of time, and about the day before it, in which the pods of the span may have been
/// created.
///
/// Memory is bounded: at most `PodWaits.limit` pods, and the samples of the days that it touches.
struct LedgerWindow: Sendable {
  /// Unix seconds.
  let from: Int64
  let end: Int64
  /// The oldest first. Those before the span hold at its beginning.
  private(set) var samples: [SampleRecord] = []
  private(set) var failures: [SampleFailure] = []
  private(set) var forecasts = ForecastTable()
  private(set) var pods = PodWaits()
  /// The runs of `reap-pods` whose own line is there, in the order of the files.
  private(set) var runs: [LedgerRun] = []
  /// How many lines could not be read.
  private(set) var torn = 0

  /// How long before the span samples are needed, in seconds.
  static let lead: Int64 = 86_400

  /// - Parameters:
  ///   - from: when the span begins, in unix seconds.
  ///   - end: when it ends.
  init(from: Int64, end: Int64, in folder: OpenFolder) throws(LedgerError) {
    self.from = from
    self.end = end
    // A start is seen by the next sample, which may be on the next day.
    let days = (LedgerDay(of: from - Self.lead).number...LedgerDay(of: max(from, end + 600)).number).map {
      LedgerDay(number: $0)
    }
    var times: Set<Int64> = []
    for day in days { try readSamples(day, folder, &times) }
    // Whoever started in the span has a whole line on that day, so that older lines tell nothing more about a start.
    let since = min(
      LedgerDay(of: from).start, forecasts.first(over: from)?.time ?? .max)
    // Before the first sample of all, only the pods that are left at its time could tell something.
    let hasSamples = samples.contains { $0.time < end }
    for day in days where hasSamples && day.start + 86_400 > since {
      try readPods(day, folder, times, since: since)
    }
    for day in days { try readRuns(day, folder) }
  }

  private mutating func readSamples(
    _ day: LedgerDay, _ folder: OpenFolder, _ times: inout Set<Int64>
  ) throws(LedgerError) {
    guard let lines = try LedgerLines(.day(.samples, day), in: folder) else { return }
    let since = from - Self.lead
    while let line = try lines.next(
      [SampleRecord.kind, SampleFailure.kind], where: { (ledgerTime(of: $0) ?? .max) >= since })
    {
      do throws(JSONError) {
        if let sample = try line.record(SampleRecord.self) {
          times.insert(sample.time)
          samples.append(sample)
          forecasts.add(sample)
        } else if let failure = try line.record(SampleFailure.self) {
          failures.append(failure)
        }
      } catch { torn += 1 }
    }
    torn += lines.torn
  }

  /// A line counts once its sample's line is there.
  ///
  /// - Parameter since: older lines are skipped.
  private mutating func readPods(
    _ day: LedgerDay, _ folder: OpenFolder, _ times: Set<Int64>, since: Int64
  ) throws(LedgerError) {
    // Not in place: a closure cannot change a property of what it is part of.
    var history = pods
    pods = PodWaits()
    defer { pods = history }
    // Lines of a sample follow each other.
    var (time, counts): (Int64?, Bool) = (nil, false)
    torn += try PodLine.read(day, in: folder, since: since) { line in
      if line.time != time { (time, counts) = (line.time, times.contains(line.time)) }
      if counts { history.add(line) }
    }
  }

  private mutating func readRuns(_ day: LedgerDay, _ folder: OpenFolder) throws(LedgerError) {
    guard let lines = try LedgerLines(.day(.reap, day), in: folder) else { return }
    while let line = try lines.next([LedgerRun.kind]) {
      do throws(JSONError) { if let run = try line.record(LedgerRun.self) { runs.append(run) } } catch {
        torn += 1
      }
    }
    torn += lines.torn
  }

  /// Sums up a part of the span: what samples say, waits and what was deleted.
  func bucket(from: Int64, span: Int64) -> SeriesBucket {
    var bucket = sums(from: from, span: span)
    bucket.waits = waits(from: from, step: span, count: 1).first ?? .init()
    for run in runs where run.end >= from && run.end < from + span {
      bucket.reaped.merge(run.reaped) { one, other in
        var sum = one
        sum += other
        return sum
      }
    }
    return bucket
  }

  /// Sums up what samples say about a part of the span.
  func sums(from: Int64, span: Int64) -> SeriesBucket {
    var bucket = SeriesBucket(from: from, span: span)
    var sums = SampleSums()
    // Some steps before and after, to know the usual one and what holds at the beginning.
    for sample in samples where sample.time >= from - 1800 && sample.time < from + span + 1800 {
      sums.add(sample)
    }
    sums.fill(&bucket)
    return bucket
  }

  /// The waits of spans that follow each other.
  func waits(from: Int64, step: Int64, count: Int) -> [SeriesBucket.Waits] {
    pods.waits(from: from, step: step, count: count, forecasts)
  }
}

/// A sample that could not be taken: a line of `samples-DATE.jsonl`.
struct SampleFailure: LedgerRecord, Equatable, Sendable {
  static let kind = "failure"

  /// Unix seconds.
  var time: Int64
  var exit: ExitStatus
  /// What failed, and why.
  var error: String

  init(time: Int64, exit: ExitStatus, error: String) {
    self.time = time
    self.exit = exit
    self.error = SampleRecord.short(error)
  }

  var members: [JSONValue.Member] {
    [
      .init("t", .integer(time)),
      .init("exit", ["code": .integer(Int64(exit.rawValue)), "name": .string(exit.name)]),
      .init("error", .string(error)),
    ]
  }

  init(json: JSONCursor) throws(JSONError) {
    time = try json["t"].unixTime()
    let code = try json["exit"]["code"].optionalInteger().flatMap {
      ExitStatus(rawValue: Int32(clamping: $0))
    }
    exit = code ?? .software
    error = try json["error"].optionalString() ?? ""
  }
}
