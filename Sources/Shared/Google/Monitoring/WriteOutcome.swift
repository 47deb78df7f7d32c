/// The result of a write. Each point counts in exactly one of the four numbers.
public struct WriteOutcome: Sendable {
  /// Stored by this write.
  public internal(set) var written = 0
  /// That point, or a newer one, already exists, from an earlier run or an attempt that got no answer. Not an error.
  public internal(set) var superseded = 0
  /// Not stored for a temporary reason: the service, the network, or missing permissions. They may be sent again.
  public internal(set) var deferred = 0
  /// Refused because of their contents. Sending them again would not help.
  public internal(set) var rejected = 0
  /// Why not all were written or superseded; the first reason, if several.
  public internal(set) var error: MonitoringError?
  /// The service's clock in its last answer, in seconds since 1970; nil without an answer or a time in it.
  public internal(set) var serviceTime: Int64?

  public init() {}

  public var exitStatus: ExitStatus { error?.exitStatus ?? .ok }

  mutating func add(_ other: WriteOutcome) {
    written += other.written
    superseded += other.superseded
    deferred += other.deferred
    rejected += other.rejected
    error = error ?? other.error
    serviceTime = other.serviceTime ?? serviceTime
  }
}

extension WriteOutcome {
  /// What a failed call did with its points.
  init(_ error: MonitoringError, of count: Int) {
    self.init()
    guard case .refused(let refusal) = error.cause else {
      fail(error, of: count)
      return
    }
    serviceTime = refusal.serverTime
    let summary: WriteSummary?
    do { summary = try WriteSummary(refusal.status, of: count) } catch let problem {
      fail(error.because(.unbelievable(problem, auditID: refusal.auditID)), of: count)
      return
    }
    guard let summary else {
      fail(error, of: count)
      return
    }
    // If an earlier attempt may have stored them, points that already exist are most likely from that attempt.
    written = summary.written + (refusal.followsFailedTry ? summary.superseded : 0)
    superseded = refusal.followsFailedTry ? 0 : summary.superseded
    deferred = summary.deferred
    rejected = max(0, count - written - superseded - deferred)
    if deferred + rejected > 0 { self.error = error }
  }

  /// Counts all points the same way.
  private mutating func fail(_ error: MonitoringError, of count: Int) {
    if error.mayPass { deferred = count } else { rejected = count }
    self.error = error
  }
}
