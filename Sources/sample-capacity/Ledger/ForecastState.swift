import Shared

/// The estimate's state in a ledger: a file that every sample replaces, and a line at the beginning of each day's file
/// of samples. A state that is lost, or not this ledger's, is rebuilt from the ledger's lines.
enum ForecastState {
  static let fileName = "estimate.json"
  /// In bytes.
  private static let longestFile = 16 << 20

  private static let kind = "state"

  static func line(_ tracker: ForecastTracker) -> JSONValue {
    .object([
      .init("k", .string(kind)), .init("t", tracker.time.map { .real($0) } ?? .null),
      .init("estimate", tracker.json),
    ])
  }

  static func save(_ tracker: ForecastTracker, in ledger: LedgerFolder) throws(LedgerError) {
    let text: String
    do throws(JSONError) { text = try line(tracker).serialized() } catch { throw .unwritable(error) }
    try ledger.replace(fileName, with: Array(text.utf8) + [UInt8(ascii: "\n")])
  }

  /// The state after the ledger's last sample.
  ///
  /// - Parameters:
  ///   - timePerBuild: in seconds.
  ///   - say: gets a message if the state had to be rebuilt.
  static func load(
    _ folder: OpenFolder, _ files: [LedgerFile], timePerBuild: Double, say: (String) -> Void
  ) throws(LedgerError) -> ForecastTracker {
    let days = files.compactMap { $0.day(of: .samples) }.sorted()
    let newest = try lastSample(days, folder)
    let stored = (try? folder.read(fileName, limit: longestFile)).flatMap { bytes in
      (try? JSONValue(parsing: bytes)).flatMap { try? tracker(JSONCursor($0)) }
    }
    if let stored, stored.time == newest { return stored }
    guard newest != nil else { return ForecastTracker() }
    if let stored, let time = stored.time, let newest, time < newest {
      // A run was killed after it had written its sample.
      let day = LedgerDay(of: Int64(time))
      return try ForecastReplay(stored, timePerBuild).run(days.filter { $0 >= day }, folder)
    }
    say("the estimate's state in \(folder.path) is missing or damaged; it is rebuilt from the ledger")
    let (begin, first) = try oldest(days, folder)
    return try ForecastReplay(begin ?? ForecastTracker(), timePerBuild).run(
      days.filter { $0 >= first }, folder)
  }

  static func tracker(_ line: JSONCursor) throws(JSONError) -> ForecastTracker {
    try ForecastTracker(line["estimate"])
  }

  /// The oldest day that begins with a state, and that state; without one, the oldest day.
  private static func oldest(
    _ days: [LedgerDay], _ folder: OpenFolder
  ) throws(LedgerError) -> (ForecastTracker?, LedgerDay) {
    for day in days {
      guard let lines = try LedgerLines(.day(.samples, day), in: folder),
        let line = try lines.next([kind]), let state = try? tracker(line.json)
      else { continue }
      return (state, day)
    }
    return (nil, days.first ?? LedgerDay(number: 0))
  }

  /// The time of the last sample with forecasts, in unix seconds. Parses no line.
  private static func lastSample(_ days: [LedgerDay], _ folder: OpenFolder) throws(LedgerError) -> Double? {
    for day in days.reversed() {
      guard let lines = try LedgerLines(.day(.samples, day), in: folder) else { continue }
      var newest: Int64?
      _ = try lines.next([SampleRecord.kind]) { line in
        if line.find(",\"forecast\":{") != nil, let time = ledgerTime(of: line) {
          newest = max(newest ?? time, time)
        }
        return false
      }
      if let newest { return Double(newest) }
    }
    return nil
  }
}

/// Brings a state up to date with the lines of a ledger.
struct ForecastReplay {
  private(set) var tracker: ForecastTracker
  private let timePerBuild: Double

  /// - Parameter timePerBuild: in seconds.
  init(_ tracker: ForecastTracker, _ timePerBuild: Double) {
    self.tracker = tracker
    self.timePerBuild = timePerBuild
  }

  /// Takes in the samples of these days that are newer than the state, each with the lines about pods that it belongs
  /// to.
  func run(_ days: [LedgerDay], _ folder: OpenFolder) throws(LedgerError) -> ForecastTracker {
    var replay = self
    for day in days.sorted() { try replay.take(day, folder) }
    return replay.tracker
  }

  private mutating func take(_ day: LedgerDay, _ folder: OpenFolder) throws(LedgerError) {
    guard let samples = try LedgerLines(.day(.samples, day), in: folder) else { return }
    var pods = try PodLines(day, folder, after: tracker.time ?? -.infinity)
    while let line = try samples.next([SampleRecord.kind]) {
      guard let record = try? SampleRecord(json: line.json),
        let input = ForecastInput(record.forecast, time: record.time, timePerBuild: timePerBuild)
      else { continue }
      try pods?.take(upTo: record.time, into: &tracker)
      _ = tracker.step(input)
    }
  }
}

/// The lines of a day about pods, in the order of their samples.
private struct PodLines {
  private let lines: LedgerLines
  private let after: Double
  private var next: LedgerLine?

  init?(_ day: LedgerDay, _ folder: OpenFolder, after: Double) throws(LedgerError) {
    guard let lines = try LedgerLines(.day(.pods, day), in: folder) else { return nil }
    self.lines = lines
    self.after = after
  }

  /// Takes the lines of a sample. Those of earlier samples that are not in the ledger do not count.
  mutating func take(upTo time: Int64, into tracker: inout ForecastTracker) throws(LedgerError) {
    while true {
      if next == nil { next = try read() }
      guard let line = next else { return }
      guard let own = try? line.json["t"].integer() else {
        next = nil
        continue
      }
      if own > time { return }
      next = nil
      guard own == time else { continue }
      if let pod = (try? line.record(LedgerPod.self)) ?? nil { tracker.add(pod) }
      if let event = (try? line.record(LedgerEvent.self)) ?? nil { tracker.add(event) }
    }
  }

  private func read() throws(LedgerError) -> LedgerLine? {
    try lines.next(
      [LedgerPod.kind, LedgerEvent.kind],
      where: { (ledgerTime(of: $0).map(Double.init) ?? .infinity) > after })
  }
}
