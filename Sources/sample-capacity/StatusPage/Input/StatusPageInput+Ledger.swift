import Shared

extension StatusPageInput {
  /// Adds what a ledger knows of the time before.
  ///
  /// - Parameter view: of the time of the sample, or of the failure.
  mutating func add(_ view: LedgerView) {
    let samples = view.samples
    let failures = view.failures
    // The sample that the page shows is in the ledger already.
    let earlier = samples.contains { $0.time < sample?.time ?? .max } || !view.series.isEmpty
    history = earlier ? .known : .begins
    // Of ten steps: fewer may be anything.
    if samples.count > 10, let interval = view.interval { self.interval = max(1, interval) }
    if failure != nil {
      failure?.count = max(1, failures.count)
      sample = view.last.map { .init($0) }
    }
    if let run = view.lastReap ?? view.recent.runs.max(by: { $0.end < $1.end }) {
      lastReap = .init(run)
      let alike = view.recent.runs.filter { ($0.dryRun == "none") == (run.dryRun == "none") }
      lastReap?.interval = Reap.interval(alike.map { LedgerBounds.time($0.end) })
    }
    let month = view.lastMonth
    waits = .init(view, month)
    series = Self.series(view, sample?.resources ?? [], samples)
    reaped = .init(month, now: view.now)
    if let time = sample?.time {
      since = Self.since(samples.filter { $0.time <= time }, gap: 5 * self.interval / 2)
      guard failure == nil else { return }
      // Another method's estimate says nothing about how the wait has changed.
      let alike = samples.filter { $0.estimate.method == sample?.estimate.method }
      sample?.estimate.hourAgo = Self.estimate(at: time - 3600, alike, within: 3 * self.interval)
    }
  }

  /// Since when no build pod has fitted: nil if one fits.
  ///
  /// - Parameters:
  ///   - samples: in the order of time.
  ///   - gap: a longer step is one, in seconds.
  static func since(_ samples: [SampleRecord], gap: Int64) -> Since? {
    var since: Since?
    for sample in samples.reversed() {
      if let later = since?.time, later - sample.time > gap { break }
      if sample.estimate.fitsNow {
        since?.isAtLeast = false
        return since
      }
      since = Since(time: sample.time, isAtLeast: true)
    }
    return since
  }

  /// The estimate of the sample nearest to a time.
  private static func estimate(at time: Int64, _ samples: [SampleRecord], within: Int64) -> Int64? {
    let near = samples.min { ($0.time - time).magnitude < ($1.time - time).magnitude }
    guard let near, (near.time - time).magnitude <= within.magnitude else { return nil }
    return LedgerBounds.wholeWait(near.estimate.seconds)
  }
}

extension StatusPageInput.Reap {
  fileprivate init(_ run: LedgerRun) {
    let summary = JSONCursor(run.summary)
    let outcome = run.dryRun == "none" ? "deleted" : "wouldDelete"
    self.init(
      time: LedgerBounds.time(run.end),
      deleted: LedgerBounds.count(Int(clamping: ((try? summary[outcome].optionalInteger()) ?? nil) ?? 0)),
      isDryRun: run.dryRun != "none", exitCode: Int(run.exit?.rawValue ?? ExitStatus.software.rawValue),
      exitName: (run.exit ?? .software).name)
  }
}

extension StatusPageInput.Waits {
  fileprivate init(_ view: LedgerView, _ month: [SeriesBucket]) {
    self.init(started: view.startedPods())
    let lastDay = view.lastDay.waits
    day = .init(pods: lastDay.scored, inside: lastDay.inside90)
    quarters = view.quarterHours.enumerated().map { index, waits in
      .init(
        from: view.now - 86_400 + Int64(index) * 900, predicted: .init(waits.promised50, waits.promised90),
        real: .init(waits.p50, waits.p90))
    }.filter { $0.real != nil || $0.predicted != nil }
    days = month.map { bucket in
      .init(
        day: bucket.from, score: .init(pods: bucket.waits.scored, inside: bucket.waits.inside90),
        real: LedgerBounds.wait(bucket.waits.p90), predicted: LedgerBounds.wait(bucket.waits.promised90))
    }.filter { $0.real != nil || $0.predicted != nil }
  }
}

extension StatusPageInput.Band {
  fileprivate init?(_ half: Double?, _ ninth: Double?) {
    guard let half, let ninth else { return nil }
    self.init(half: LedgerBounds.wait(half), ninth: LedgerBounds.wait(ninth))
  }
}

extension StatusPageInput.Reaped {
  /// nil if nothing was deleted.
  ///
  /// - Parameter month: days, today last.
  fileprivate init?(_ month: [SeriesBucket], now: Int64) {
    let today = SeriesSpan.day.start(of: now)
    var rows: [String: StatusPageInput.ReapedRow] = [:]
    for bucket in month {
      let place = 29 - Int((today - bucket.from) / 86_400)
      for (reason, sums) in bucket.reaped where sums.pods > 0 && (0..<30).contains(place) {
        rows[reason, default: .init(reason: reason, daily: [Int](repeating: 0, count: 30))].add(sums, place)
      }
    }
    guard !rows.isEmpty, let first = month.map(\.from).min() else { return nil }
    self.init(days: Int((today - first) / 86_400) + 1, rows: rows.values.sorted { $0.reason < $1.reason })
  }
}

extension StatusPageInput.ReapedRow {
  /// What pods of some reasons cannot have held is unknown rather than nothing.
  fileprivate mutating func add(_ sums: ReapedSums, _ day: Int) {
    let pods = LedgerBounds.count(Int(clamping: sums.pods))
    daily[day] += pods
    self.pods += pods
    if sums.freed.cpuMilli > 0 { cpu = (cpu ?? 0) + Double(sums.freed.cpuMilli) / 1000 }
    if sums.freed.memoryBytes > 0 { memory = (memory ?? 0) + Double(sums.freed.memoryBytes) }
    if sums.overdueCPUSeconds > 0 { overdue = (overdue ?? 0) + sums.overdueCPUSeconds / 3600 }
  }
}

extension LedgerView {
  /// The days of the last 30, the oldest first, today last.
  var lastMonth: [SeriesBucket] {
    let today = SeriesSpan.day.start(of: now)
    var days = series.filter {
      $0.span == SeriesSpan.day.rawValue && $0.from > today - 30 * 86_400 && $0.from < today
    }
    if !days.contains(where: { $0.from == today - 86_400 }) {
      // It ended just now.
      let yesterday = recent.bucket(from: today - 86_400, span: SeriesSpan.day.rawValue)
      if yesterday.samples > 0 { days.append(yesterday) }
    }
    return days + [self.today]
  }
}
