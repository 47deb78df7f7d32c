@testable import Shared
@testable import sample_capacity

/// Accepts points as Cloud Monitoring does: a point that is not newer than the last one is superseded.
final class Service {
  var times: [Int64] = []
  var isDown = false
  /// Stores what it gets, but still fails.
  var storesAndFails = false
  /// In seconds since 1970; nil if its answers have no time.
  var clock: Int64?
  /// Rejects one point for good, and defers the others.
  var refusesOne = false

  func write(_ series: [TimeSeries]) -> WriteOutcome {
    var outcome = WriteOutcome()
    outcome.serviceTime = clock
    guard !isDown else {
      outcome.deferred = series.count
      return outcome
    }
    if refusesOne {
      (outcome.rejected, outcome.deferred) = (1, series.count - 1)
      return outcome
    }
    let time = series[0].time.seconds
    if let clock, time < clock - 25 * 3600 {
      outcome.rejected = series.count
      return outcome
    }
    if times.last ?? 0 >= time {
      outcome.superseded = series.count
      return outcome
    }
    times.append(time)
    if storesAndFails { outcome.deferred = series.count } else { outcome.written = series.count }
    return outcome
  }
}

/// A backlog in memory that outlives a run. It can simulate a kill at any step: after that, nothing has any
/// effect.
final class Machine: Backlog {
  var kept: [BacklogItem: PendingSample] = [:]
  var stepsLeft = Int.max
  var corrupt: Set<Int64> = []
  var refusesToAdd = false

  private static let dead = BacklogError.file(FileError(path: "x", code: 5, action: "test"), .ioerr)

  func step() throws(BacklogError) {
    guard stepsLeft > 0 else { throw Self.dead }
    stepsLeft -= 1
  }

  func items() throws(BacklogError) -> [BacklogItem] {
    try step()
    return kept.keys.sorted()
  }
  func add(_ sample: PendingSample) throws(BacklogError) {
    try step()
    if refusesToAdd { throw Self.dead }
    kept[sample.item] = sample
  }
  func sample(_ item: BacklogItem) throws(BacklogError) -> PendingSample {
    try step()
    guard !corrupt.contains(item.time), let sample = kept[item] else { throw Self.dead }
    return sample
  }
  func remove(_ item: BacklogItem) throws(BacklogError) {
    try step()
    kept[item] = nil
  }
  func setAside(_ item: BacklogItem) throws(BacklogError) -> String {
    try step()
    kept[item] = nil
    return "aside"
  }
}

extension BacklogItem: Hashable {
  public func hash(into hasher: inout Hasher) { hasher.combine(time) }
}
