import Shared

/// Brings samples to Cloud Monitoring, the oldest first, and keeps what does not arrive.
///
/// Whatever ends the run, a sample that was added is either still in the backlog or has arrived.
final class BacklogDelivery {
  /// In seconds. Older points are refused by the service.
  static let longestAge: Double = 25 * 3600
  /// A sample every 9 seconds for 25 hours.
  static let mostSamples = 10_000

  let backlog: any Backlog
  /// Whether the backlog outlives this run.
  let isLasting: Bool
  /// Seconds since 1970.
  let now: Double
  /// By throwing it says that nothing could be sent.
  let write: ([TimeSeries]) throws -> WriteOutcome
  private(set) var row: DestinationResult
  private var superseded = 0
  private var rejected = 0
  /// Points that were too old to be sent, or to be taken.
  private var tooOld = 0
  private var isLost = false
  /// What the service's clock said last, in seconds since 1970.
  private var serviceTime: Double?

  init(
    _ backlog: any Backlog, isLasting: Bool, row: DestinationResult, now: Double,
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
  func deliver(_ sample: PendingSample?) -> DestinationResult {
    var unkept = sample
    if let sample, attempt({ () throws(BacklogError) in try backlog.add(sample) }) { unkept = nil }
    var waiting: [BacklogItem] = []
    attempt { () throws(BacklogError) in waiting = try backlog.items() }
    setAsideImpossible(&waiting)
    dropSurplus(&waiting)
    while let item = waiting.first {
      if let next = read(item, of: backlog) {
        guard send(next) else { break }
        attempt { () throws(BacklogError) in try backlog.remove(item) }
      }
      waiting.removeFirst()
      dropOld(&waiting)
    }
    dropOld(&waiting)
    // It may go only after those before it.
    if let unkept, !waiting.isEmpty || !send(unkept) { lose(unkept) }
    noteDropped(tooOld, "over 25h old, which Cloud Monitoring does not take")
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

  private var outcome: DestinationResult.Outcome {
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
      stay("\(error)", ExitStatus(of: error))
      return false
    }
    if let time = outcome.serviceTime { serviceTime = Double(time) }
    row.points += outcome.written
    superseded += outcome.superseded
    let why = outcome.error.map { "\($0)" } ?? "no reason given"
    if isTooOld(sample.item) {
      tooOld += outcome.rejected
    } else if outcome.rejected > 0 {
      rejected += outcome.rejected
      row.note("\(outcome.rejected) points were refused: \(why)", outcome.exitStatus)
    }
    guard outcome.deferred > 0 else { return true }
    stay(why, outcome.exitStatus, passes: outcome.error?.isUnbelievable != true)
    return false
  }

  /// Nothing more can be delivered by this run.
  ///
  /// - Parameter passes: whether a later run may well do it.
  private func stay(_ why: String, _ status: ExitStatus, passes: Bool = true) {
    row.note(why, isLasting && passes ? status.ofKept : status)
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

  /// Names that say what cannot be: they would be counted before they are read.
  private func setAsideImpossible(_ waiting: inout [BacklogItem]) {
    for item in waiting where !item.isPossible { _ = read(item, of: backlog) }
    waiting.removeAll { !$0.isPossible }
  }

  /// By both clocks: either may be wrong, and what is dropped is lost. So the oldest sample is sent in any case,
  /// and the answer says what time it is.
  private func isTooOld(_ item: BacklogItem) -> Bool {
    guard let serviceTime else { return false }
    return Double(item.time) / 1_000_000 < min(now, serviceTime) - Self.longestAge
  }

  private func dropOld(_ waiting: inout [BacklogItem]) {
    let old = waiting.prefix { isTooOld($0) }
    tooOld += remove(old)
    waiting.removeFirst(old.count)
  }

  private func dropSurplus(_ waiting: inout [BacklogItem]) {
    let surplus = waiting.dropLast(Self.mostSamples)
    noteDropped(remove(surplus), "more than \(Self.mostSamples) samples waited")
    waiting.removeFirst(surplus.count)
  }

  /// - Returns: how many points are in them.
  private func remove(_ items: ArraySlice<BacklogItem>) -> Int {
    for item in items { attempt { () throws(BacklogError) in try backlog.remove(item) } }
    return items.reduce(0) { $0 + $1.points }
  }

  private func noteDropped(_ points: Int, _ why: String) {
    guard points > 0 else { return }
    row.dropped += points
    row.note("\(points) points were dropped: \(why)", .unavailable)
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
