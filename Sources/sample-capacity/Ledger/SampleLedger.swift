import Shared

/// What one run of `sample-capacity` writes into the ledger.
///
/// The lines of pods come first, then the sample's, then everything is synced, and only then does `known.bin` say that
/// it is written. So a run that is killed at any point loses nothing: the next one writes again what is not known.
final class SampleLedger {
  let recorder: PodRecorder
  let collector: ForecastCollector
  /// The estimate's state before this sample.
  private let before: ForecastTracker
  private let folder: LedgerFolder
  private let retention: LedgerRetention
  private let known: KnownPods
  /// In unix seconds.
  private let clock: () -> Int64
  private let say: (String) -> Void

  /// Opens the ledger and checks that it is about this cluster.
  ///
  /// - Parameters:
  ///   - patience: how long to wait for another process that is writing.
  ///   - now: the clock, in unix seconds.
  ///   - say: gets messages about what was created or dropped.
  init(
    _ path: String, _ retention: LedgerRetention, _ selection: BuildPodSelection, cluster: LedgerCluster,
    timePerBuild: Int64 = 600, patience: FileLock.Patience, now: @escaping () -> Int64,
    warn: (String) -> Void,
    say: @escaping (String) -> Void
  ) throws(LedgerError) {
    folder = try LedgerFolder(path, patience: patience)
    if folder.isNewInVolume {
      say("\(path) is a volume that others can access; keeping the ledger in \(folder.path)")
    }
    if let warning = try folder.identify(cluster) { warn(warning) }
    self.retention = retention
    self.say = say
    clock = now
    known = try KnownPods.load(folder)
    before = try ForecastState.load(
      folder.folder, try folder.files().map(\.file), timePerBuild: Double(timePerBuild), say: say)
    collector = ForecastCollector(before)
    recorder = PodRecorder(selection, known: known, in: folder.folder, collector: collector, now: now)
  }

  /// Checks the cluster again once more is known.
  func learn(_ cluster: LedgerCluster) throws(LedgerError) { _ = try folder.identify(cluster) }

  /// For what reads the ledger.
  var openFolder: OpenFolder { folder.folder }

  /// The time of the sample before this one, in unix seconds; nil if there is none.
  var lastTime: Int64? { known.time > 0 ? known.time : nil }

  /// The most seconds between the list's time and this clock.
  static let largestClockDifference: UInt64 = 86_400

  /// By how many seconds the list's time and this clock differ, if one of them must be wrong; else nil.
  ///
  /// Such a sample must not be written: one from the future would drop all days before it, and until then the estimate
  /// would learn nothing from any other.
  var clockDifference: Int64? {
    let difference = recorder.time - clock()
    return difference.magnitude > Self.largestClockDifference ? difference : nil
  }

  /// Writes a sample and everything that is new about build pods, and makes it durable.
  ///
  /// - Parameters:
  ///   - record: its time is the recorder's.
  ///   - last: makes what `last-sample.json` holds.
  func write(_ record: SampleRecord, last: (SampleRecord) -> LastSample) throws(LedgerError) {
    var record = record
    record.elapsed = lastTime.flatMap { $0 < record.time ? Double(record.time - $0) : nil }
    let day = LedgerDay(of: record.time)
    try folder.exclusively { () throws(LedgerError) in
      for message in try folder.apply(retention, now: record.time) { say(message) }
      let hasPods = try writePods(day)
      let samples = try samples(day)
      try samples.add(record)
      try samples.sync()
      if record.forecast != nil { try ForecastState.save(collector.tracker, in: folder) }
      if hasPods { try remember(day, seriesDue: known.seriesDue) }
      var last = last(record)
      last.cluster = folder.cluster
      let bytes: [UInt8]
      do throws(JSONError) { bytes = try last.bytes() } catch { throw .unwritable(error) }
      try folder.replace(LastSample.fileName, with: bytes)
      guard known.seriesDue <= record.time else { return }
      let due = try SeriesKeeper(ledger: folder).update(now: record.time)
      if hasPods { try remember(day, seriesDue: due) }
    }
  }

  /// The file of a day's samples, which begins with the estimate's state. If that is too long for a line, as with
  /// thousands of build pods that wait, it is rebuilt from an earlier day's.
  private func samples(_ day: LedgerDay) throws(LedgerError) -> LedgerAppender {
    let samples = folder.appender(.day(.samples, day))
    if try folder.size(of: .day(.samples, day)) == 0 {
      let text: String
      do throws(JSONError) { text = try ForecastState.line(before).serialized() } catch {
        throw .unwritable(error)
      }
      if text.utf8.count <= LedgerLines.longestLine { try samples.add(text: text) }
    }
    return samples
  }

  /// - Returns: false if there is no room for lines about pods.
  private func writePods(_ day: LedgerDay) throws(LedgerError) -> Bool {
    let gone = recorder.gone
    guard folder.hasRoomForPods else {
      say(
        "the ledger is full: \(recorder.lineCount + gone.count) lines about pods were not written; raise "
          + "--ledger-max-bytes")
      return false
    }
    guard recorder.lineCount + gone.count > 0 else { return true }
    let appender = folder.appender(.day(.pods, day))
    try recorder.read { line throws(LedgerError) in try appender.add(text: line) }
    let texts = try uids(of: gone.filter(\.isDigest).map(\.id))
    for (id, isDigest) in gone {
      guard let uid = isDigest ? texts[id] : id.uuid else { continue }
      try appender.add(line: PodChange.gone(uid, time: recorder.time).json)
    }
    try appender.sync()
    return true
  }

  /// Finds the UIDs that are not UUIDs, of which only digests are known, in the files of pods, the newest first.
  private func uids(of wanted: [PodID]) throws(LedgerError) -> [PodID: String] {
    var missing = Set(wanted)
    var found: [PodID: String] = [:]
    let days = try folder.files().compactMap { $0.file.day(of: .pods) }
    for day in days.sorted(by: >) where !missing.isEmpty {
      guard let lines = try LedgerLines(.day(.pods, day), in: folder.folder) else { continue }
      while !missing.isEmpty, let line = try lines.next([LedgerPod.kind]) {
        guard let uid = try? line.json["uid"].string() else { continue }
        let id = PodID.of(uid).id
        if missing.remove(id) != nil { found[id] = uid }
      }
    }
    return found
  }

  private func remember(_ day: LedgerDay, seriesDue: Int64) throws(LedgerError) {
    var result = recorder.result()
    result.podsSize = Int64(try folder.size(of: .day(.pods, day)))
    result.seriesDue = seriesDue
    try folder.replace(KnownPods.fileName, with: result.bytes)
  }

  /// Passes on which pods are not listed any more. Call it before the forecasts are made.
  func noteGone() { collector.note(gone: recorder.gone.lazy.map(\.id)) }

  /// Records that a sample could not be taken, and makes that durable.
  func fail(_ failure: SampleFailure) throws(LedgerError) {
    let samples = try samples(LedgerDay(of: failure.time))
    try samples.add(failure)
    try samples.sync()
  }
}

/// Passes the pods of a list on to the sums, and to the ledger if there is one.
final class PodListVisitor: ListVisitor {
  private let tally: PodTally
  private let recorder: PodRecorder?

  init(_ tally: PodTally, _ recorder: PodRecorder?) {
    self.tally = tally
    self.recorder = recorder
  }

  func listBegins(_ head: HTTPHead) {
    begin(serverTime: head.serverTime)
    tally.listBegins(head)
  }

  /// Starts, or starts over.
  func begin(serverTime: Int64?) { recorder?.begin(serverTime: serverTime) }

  func visit(_ pod: CapacityPod) {
    recorder?.see(pod)
    tally.visit(pod)
  }

  func visitUnreadable(_ problem: String) { tally.visitUnreadable(problem) }
}
