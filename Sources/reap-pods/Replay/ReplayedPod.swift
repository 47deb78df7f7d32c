import Shared

/// A pod that the replayed rules match, and what is recorded about its end. Times are unix seconds.
struct ReplayedPod {
  var pod: RecordedPod
  var judgment: Judgment
  /// When the rules match it.
  let time: Int64
  /// When a sample did not see it any more.
  var gone: Int64?
  /// When `reap-pods` deleted it, or found it gone.
  private(set) var deleted: Int64?
  /// Whether `reap-pods` deleted it, or may have.
  private(set) var wasReaped = false
  /// What the recorded run learned of its CPU request, in thousandths of a core.
  private var cpuOfRun: Int64?

  init(pod: RecordedPod, judgment: Judgment, time: Int64) {
    self.pod = pod
    self.time = time
    self.judgment = judgment
    // What it waits for is not recorded.
    if case .pending(let created, _) = judgment.fact { self.judgment.fact = .created(unixSeconds: created) }
  }

  mutating func note(_ target: ReplayedRun.Target, isCertain: Bool) {
    deleted = deleted ?? target.deleted
    cpuOfRun = target.cpuMilli ?? cpuOfRun
    if target.deleted != nil || !isCertain { wasReaped = true }
  }

  /// When its containers ended or it was deleted, whichever came first; nil if that is not recorded.
  var end: Int64? { [pod.facts.finished, pod.facts.deleting, deleted, gone].compactMap(\.self).min() }

  /// Whether it went on after the match and ended without `reap-pods`.
  var wasStillAtWork: Bool { !wasReaped && (end ?? .min) > time }

  /// In thousandths of a core × seconds: what it went on to hold after the match; nil if its end or its CPU request is
  /// not recorded.
  var cpuMilliSeconds: Int64? {
    guard let end else { return nil }
    let isBound = pod.facts.node != nil || pod.facts.scheduled != nil || pod.facts.started != nil
    guard end > time else { return 0 }
    guard let cpu = cpuOfRun ?? (isBound ? pod.facts.requests?["cpuMilli"] : 0) else { return nil }
    let held = end - max(time, pod.facts.scheduled ?? time)
    let (product, overflows) = cpu.multipliedReportingOverflow(by: max(0, held))
    return overflows ? nil : product
  }
}

/// The sums of a replay.
struct ReplayTotals: Equatable {
  struct Key: Hashable, Comparable {
    let day: LedgerDay
    let reason: DeleteReason

    static func < (one: Key, other: Key) -> Bool { (one.day, one.reason) < (other.day, other.reason) }
  }

  struct Sums: Equatable {
    var pods = 0
    /// Pods that went on and ended without `reap-pods`.
    var atWork = 0
    /// In thousandths of a core × seconds.
    var cpuMilliSeconds: Int64 = 0
    /// Pods whose end or CPU request is not recorded; they add nothing to the CPU.
    var open = 0

    static func += (sums: inout Sums, other: Sums) {
      sums.pods += other.pods
      sums.atWork += other.atWork
      sums.cpuMilliSeconds = sums.cpuMilliSeconds.saturatedSum(other.cpuMilliSeconds)
      sums.open += other.open
    }

    var coreHours: Double { Double(cpuMilliSeconds) / 3_600_000 }
  }

  /// The pods that were judged.
  var listed = 0
  /// Those of them that did not match, and lack something that the rules needed.
  var unknown = 0
  private(set) var sums: [Key: Sums] = [:]

  mutating func add(_ pod: ReplayedPod) {
    guard case .delete(let reason) = pod.judgment.verdict else { return }
    let cpu = pod.cpuMilliSeconds
    sums[Key(day: LedgerDay(of: pod.time), reason: reason), default: Sums()] += Sums(
      pods: 1, atWork: pod.wasStillAtWork ? 1 : 0, cpuMilliSeconds: cpu ?? 0, open: cpu == nil ? 1 : 0)
  }

  var all: Sums { sums.values.reduce(into: Sums()) { $0 += $1 } }
}
