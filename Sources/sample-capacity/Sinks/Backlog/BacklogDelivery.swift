import Shared

/// Delivers samples to Cloud Monitoring, oldest first, and keeps those that do not arrive.
///
/// However the run ends, a sample that was added has arrived or is still in the backlog.
final class BacklogDelivery {
  /// In seconds. Cloud Monitoring rejects older points.
  static let longestAge: Double = 25 * 3600
  /// A sample every 9 seconds for 25 hours.
  static let mostSamples = 10_000

  let backlog: any Backlog
  /// Whether the backlog outlives this run.
  let isLasting: Bool
  /// Seconds since 1970.
  let now: Double
  /// Throws if nothing could be sent.
  let write: ([TimeSeries]) throws -> WriteOutcome
  private(set) var row: DestinationResult
  private var superseded = 0
  private var rejected = 0
  /// Points that were too old to be sent or accepted.
  private var tooOld = 0
  private var isLost = false
  /// The last time that the service reported, in seconds since 1970.
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

  /// - Parameter sample: nil to deliver only what earlier runs have kept.
  /// - Returns: the result for the sample and the ones before it.
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
    // A sample that could not be kept must not overtake those before it.
    if let unkept, !waiting.isEmpty || !send(unkept) { lose(unkept) }
    noteDropped(tooOld, "Cloud Monitoring accepts none older than 25h")
    row.backlog = isLasting ? waiting.reduce(0) { $0 + $1.points } : 0
    row.outcome = outcome
    return row
  }

  /// Moves the samples of another backlog into this one.
  ///
  /// - Parameter change: applied to each sample.
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

  /// - Returns: whether the sample is finished with.
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
      row.note("\(outcome.rejected) points were rejected: \(why)", outcome.exitStatus)
    }
    guard outcome.deferred > 0 else { return true }
    stay(why, outcome.exitStatus, passes: outcome.error?.isUnbelievable != true)
    return false
  }

  /// Notes why this run can deliver nothing more.
  ///
  /// - Parameter passes: whether a later run may succeed.
  private func stay(_ why: String, _ status: ExitStatus, passes: Bool = true) {
    row.note(why, isLasting && passes ? status.ofKept : status)
    if !isLasting { isLost = true }
  }

  private func lose(_ sample: PendingSample) {
    isLost = true
    row.note("\(sample.series.count) points are lost: they could be neither delivered nor kept", .ok)
  }

  /// Returns nil for an unreadable sample, after setting it aside.
  private func read(_ item: BacklogItem, of backlog: any Backlog) -> PendingSample? {
    do throws(BacklogError) { return try backlog.sample(item) } catch {
      row.note("\(error)", error.exitStatus)
      attempt { () throws(BacklogError) in
        row.note("set aside as \(try backlog.setAside(item))", .ok)
      }
      return nil
    }
  }

  /// Sets aside files whose names claim an impossible number of points, because names are counted before
  /// files are read.
  private func setAsideImpossible(_ waiting: inout [BacklogItem]) {
    for item in waiting where !item.isPossible { _ = read(item, of: backlog) }
    waiting.removeAll { !$0.isPossible }
  }

  /// Asks both clocks, because either may be wrong and a dropped sample is lost. The service's time is known
  /// only after its first answer, so the oldest sample is always sent.
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
    noteDropped(remove(surplus), "more than \(Self.mostSamples) samples were waiting")
    waiting.removeFirst(surplus.count)
  }

  /// - Returns: how many points they hold.
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
  /// The status if a later run will deliver the sample: `.tempfail`, unless only a person can fix the cause.
  fileprivate var ofKept: ExitStatus { [.noperm, .config].contains(self) ? self : .tempfail }
}
