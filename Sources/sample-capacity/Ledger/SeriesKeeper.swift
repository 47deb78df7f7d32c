import Shared

/// Adds the spans that are over to `series.jsonl`, each once, and drops old ones.
struct SeriesKeeper {
  /// In seconds. Lines about a span that is over may still be on their way to the disk.
  static let grace: Int64 = 120

  let ledger: LedgerFolder

  /// Adds what is due. At most the spans that begin on one day, so that a run stays short.
  ///
  /// - Parameter now: unix seconds.
  /// - Returns: when to call it again, in unix seconds.
  func update(now: Int64) throws(LedgerError) -> Int64 {
    let series = try Self.read(ledger.folder)
    let days = Set(
      try ledger.files().compactMap { entry -> LedgerDay? in
        guard case .day(let kind, let day) = entry.file, kind != .pods else { return nil }
        return day
      })
    let due = Self.due(days, series, now: now)
    guard let first = due.first else { return Self.next(now: now) }
    let today = due.filter { LedgerDay(of: $0.from) == LedgerDay(of: first.from) }
    let window = try LedgerWindow(
      from: first.from, end: today.map(\.end).max() ?? first.end, in: ledger.folder)
    let appender = ledger.appender(.series)
    for bucket in today { try appender.add(window.bucket(from: bucket.from, span: bucket.span)) }
    try appender.sync()
    if today.contains(where: { $0.span == SeriesSpan.day.rawValue }) { try prune(now: now) }
    return today.count == due.count ? Self.next(now: now) : 0
  }

  /// The empty buckets to fill, the oldest first: those of days with lines that are over and follow the newest one.
  static func due(_ days: Set<LedgerDay>, _ series: [SeriesBucket], now: Int64) -> [SeriesBucket] {
    var due: [SeriesBucket] = []
    for span in SeriesSpan.allCases {
      // Of a clock that was wrong, a later one would stop the series until then.
      let newest = series.filter { $0.span == span.rawValue && $0.from <= now }.map(\.from).max()
      for day in days {
        for from in stride(from: day.start, to: day.start + 86_400, by: Int64.Stride(span.rawValue))
        where from > newest ?? .min && from + span.rawValue + grace <= now && from > now - span.kept {
          due.append(SeriesBucket(from: from, span: span.rawValue))
        }
      }
    }
    return due.sorted { ($0.from, $0.span) < ($1.from, $1.span) }
  }

  /// When the next span is over.
  static func next(now: Int64) -> Int64 {
    let before = now - grace
    return SeriesSpan.hours.start(of: before) + SeriesSpan.hours.rawValue + grace
  }

  /// The series, the oldest first and each span once.
  ///
  /// - Parameter since: spans that begin before are left out, in unix seconds.
  static func read(_ folder: OpenFolder, since: Int64 = .min) throws(LedgerError) -> [SeriesBucket] {
    guard let lines = try LedgerLines(.series, in: folder) else { return [] }
    var buckets: [SeriesBucket] = []
    var seen: Set<[Int64]> = []
    while let line = try lines.next(
      [SeriesBucket.kind], where: { (bucketStart(of: $0) ?? .max) >= since })
    {
      guard let bucket = (try? line.record(SeriesBucket.self)) ?? nil, bucket.from >= since,
        seen.insert([bucket.from, bucket.span]).inserted
      else { continue }
      buckets.append(bucket)
    }
    return buckets.sorted { ($0.from, $0.span) < ($1.from, $1.span) }
  }

  /// Drops the buckets that are too old.
  private func prune(now: Int64) throws(LedgerError) {
    guard let lines = try LedgerLines(.series, in: ledger.folder) else { return }
    var (kept, dropped): ([UInt8], Int) = ([], 0)
    while let line = try lines.next() {
      if line.kind == SeriesBucket.kind {
        guard let bucket = (try? line.record(SeriesBucket.self)) ?? nil,
          let span = SeriesSpan(rawValue: bucket.span), bucket.from > now - span.kept
        else {
          dropped += 1
          continue
        }
      }
      guard let text = try? line.json.value()?.serialized() else { continue }
      kept += Array(text.utf8) + [UInt8(ascii: "\n")]
    }
    if dropped > 0 { try ledger.replace(LedgerFile.series.name, with: kept) }
  }
}
