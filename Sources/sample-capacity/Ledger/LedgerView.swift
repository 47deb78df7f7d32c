import Shared

/// What the status page and the estimate need of a ledger. Reading it changes nothing, and its memory is bounded by two
/// days of samples and build pods.
struct LedgerView: Sendable {
  /// In unix seconds.
  let now: Int64
  /// The spans of the last 32 days that are over: 3 hours each, and a day each, the oldest first.
  let series: [SeriesBucket]
  /// What yesterday's and today's files say.
  let recent: LedgerWindow
  /// The last whole sample; nil if it was not asked for, or if there is none that can be read.
  let last: LastSample?

  /// - Parameter needsLast: whether to read the last whole sample, which is large.
  init(_ folder: OpenFolder, now: Int64, needsLast: Bool = true) throws(LedgerError) {
    self.now = now
    series = try SeriesKeeper.read(folder, since: now - SeriesSpan.hours.kept)
    recent = try LedgerWindow(from: now - 86_400, end: now, in: folder)
    last = needsLast ? Self.lastSample(folder) : nil
  }

  /// In bytes.
  private static let longestLastSample = 64 << 20

  private static func lastSample(_ folder: OpenFolder) -> LastSample? {
    guard let bytes = try? folder.read(LastSample.fileName, limit: longestLastSample),
      let json = try? JSONValue(parsing: bytes)
    else { return nil }
    return try? LastSample(json: JSONCursor(json))
  }

  /// The samples of the last 24 hours, the oldest first.
  var samples: [SampleRecord] {
    recent.samples.filter { $0.time > now - 86_400 && $0.time <= now }.sorted { $0.time < $1.time }
  }

  /// The usual time between two samples, from the last 10 steps; nil if there are fewer than two samples.
  var interval: Int64? {
    let times = samples.suffix(11).map(\.time)
    return times.count < 2 ? nil : SampleSums.interval(Array(times))
  }

  /// The failed samples since the last whole one, the oldest first.
  var failures: [SampleFailure] {
    let whole = recent.samples.map(\.time).max() ?? .min
    return recent.failures.filter { $0.time > whole }.sorted { $0.time < $1.time }
  }

  /// The last run of `reap-pods` that deleted or could have deleted; nil if there was none since yesterday.
  var lastReap: LedgerRun? {
    recent.runs.filter { $0.dryRun == "none" }.max { $0.end < $1.end }
  }

  /// The last 24 hours as one bucket: what was asked for, waits and promises, and what was deleted.
  var lastDay: SeriesBucket { recent.bucket(from: now - 86_400, span: 86_400) }

  /// The part of today that is over, as one bucket.
  var today: SeriesBucket { recent.bucket(from: SeriesSpan.day.start(of: now), span: 86_400) }

  /// The waits of the 96 quarter hours that end at `now`, the oldest first.
  var quarterHours: [SeriesBucket.Waits] { recent.waits(from: now - 86_400, step: 900, count: 96) }

  /// How many build pods of a class (nil: of all classes) have started, of those of the last day that this view knows.
  func startedPods(_ buildClass: String? = nil) -> Int {
    recent.pods.waits.count { wait in
      wait.started != nil && (buildClass == nil || recent.pods.name(of: wait) == buildClass)
    }
  }
}
