import Shared

/// Brings samples to Cloud Monitoring, the oldest first, and keeps what does not arrive.
///
/// Whatever ends the run, a sample that was added is either still in the backlog or has arrived.
final class Delivery {
  /// Older points are refused by the service.
  static let longestAge: Int64 = 25 * 3600 * 1_000_000
  /// A sample every 9 seconds for 25 hours.
  static let mostSamples = 10_000

  let backlog: any Backlog
  /// Whether the backlog outlives this run.
  let isLasting: Bool
  /// Seconds since 1970.
  let now: Double
  /// By throwing it says that nothing could be sent.
  let write: ([TimeSeries]) throws -> WriteOutcome
  private(set) var row: Written
  private var superseded = 0
  private var rejected = 0
  private var isLost = false

  init(
    _ backlog: any Backlog, isLasting: Bool, row: Written, now: Double,
    write: @escaping ([TimeSeries]) throws -> WriteOutcome
  ) {
    self.backlog = backlog
    self.isLasting = isLasting
    self.row = row
    self.now = now
    self.write = write
  }

  /// - Parameter sample: nil if there is only what earlier runs have kept.
  /// - Returns: what became of the sample, and of those before it.
  func deliver(_ sample: PendingSample?) -> Written {
    var unkept = sample
    if let sample, attempt({ () throws(BacklogError) in try backlog.add(sample) }) { unkept = nil }
    var waiting: [BacklogItem] = []
    attempt { () throws(BacklogError) in waiting = try backlog.items() }
    dropOld(&waiting)
    while let item = waiting.first {
      if let next = read(item, of: backlog) {
        guard send(next) else { break }
        attempt { () throws(BacklogError) in try backlog.remove(item) }
      }
      waiting.removeFirst()
    }
    // It may go only after those before it.
    if let unkept, !waiting.isEmpty || !send(unkept) { lose(unkept) }
    row.backlog = isLasting ? waiting.reduce(0) { $0 + $1.points } : 0
    row.outcome = outcome
    return row
  }

  /// Moves what another backlog holds into this one.
  ///
  /// - Parameter change: what is to be changed about each sample.
  func takeOver(_ other: any Backlog, _ change: (PendingSample) -> PendingSample) {
    var items: [BacklogItem] = []
    attempt { () throws(BacklogError) in items = try other.items() }
    for item in items {
      guard let sample = read(item, of: other) else { continue }
      guard attempt({ () throws(BacklogError) in try backlog.add(change(sample)) }) else { return }
      attempt { () throws(BacklogError) in try other.remove(item) }
    }
  }

  private var outcome: Written.Outcome {
    if isLost { return .failed }
    if row.backlog > 0 { return .kept }
    if rejected > 0, row.points == 0 { return .failed }
    if row.error != nil { return .partial }
    return superseded > 0 && row.points == 0 ? .superseded : .ok
  }

  /// - Returns: whether there is nothing more to do for the sample.
  private func send(_ sample: PendingSample) -> Bool {
    let outcome: WriteOutcome
    do { outcome = try write(sample.series) } catch {
      stay("\(error)", (error as? any DiagnosedError)?.exitStatus ?? .software)
      return false
    }
    row.points += outcome.written
    superseded += outcome.superseded
    rejected += outcome.rejected
    let why = outcome.error.map { "\($0)" } ?? "no reason given"
    if outcome.rejected > 0 {
      row.note("\(outcome.rejected) points were refused: \(why)", outcome.exitStatus)
    }
    guard outcome.deferred > 0 else { return true }
    stay(why, outcome.exitStatus)
    return false
  }

  /// Nothing more can be delivered by this run.
  private func stay(_ why: String, _ status: ExitStatus) {
    row.note(why, isLasting ? status.ofKept : status)
    if !isLasting { isLost = true }
  }

  private func lose(_ sample: PendingSample) {
    isLost = true
    row.note("\(sample.series.count) points could be neither delivered nor kept: they are lost", .ok)
  }

  /// nil for what cannot be read, which is then out of the way.
  private func read(_ item: BacklogItem, of backlog: any Backlog) -> PendingSample? {
    do throws(BacklogError) { return try backlog.sample(item) } catch {
      row.note("\(error)", error.exitStatus)
      attempt { () throws(BacklogError) in
        row.note("it is set aside as \(try backlog.setAside(item))", .ok)
      }
      return nil
    }
  }

  private func dropOld(_ waiting: inout [BacklogItem]) {
    let oldest = Int64(now * 1_000_000) - Self.longestAge
    let tooOld = waiting.prefix { $0.time < oldest }
    let tooMany = waiting.dropFirst(tooOld.count).dropLast(Self.mostSamples)
    drop(tooOld, "over 25h old, which Cloud Monitoring does not take")
    drop(tooMany, "more than \(Self.mostSamples) samples waited")
    waiting.removeFirst(tooOld.count + tooMany.count)
  }

  private func drop(_ items: ArraySlice<BacklogItem>, _ why: String) {
    guard !items.isEmpty else { return }
    let points = items.reduce(0) { $0 + $1.points }
    row.dropped += points
    row.note("\(points) points were dropped: \(why)", .unavailable)
    for item in items { attempt { () throws(BacklogError) in try backlog.remove(item) } }
  }

  @discardableResult
  private func attempt(_ action: () throws(BacklogError) -> Void) -> Bool {
    do throws(BacklogError) { try action() } catch {
      row.note("\(error)", error.exitStatus)
      return false
    }
    return true
  }
}

extension ExitStatus {
  /// Of what a later run will do: not what nobody but a person can mend.
  fileprivate var ofKept: ExitStatus { [.noperm, .config].contains(self) ? self : .tempfail }
}
