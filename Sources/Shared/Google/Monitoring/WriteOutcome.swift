/// What became of the points of a write: each is counted in exactly one of the four.
public struct WriteOutcome: Sendable {
  /// Stored by this write.
  public internal(set) var written = 0
  /// That point, or a newer one, is there already: a run before this one, or a try that got no answer, was
  /// faster. Nothing is amiss.
  public internal(set) var superseded = 0
  /// Not stored, for a reason that may pass: the service, the way there, or what we are allowed. They may be
  /// sent again.
  public internal(set) var deferred = 0
  /// Refused for what they are; sending them again would not help.
  public internal(set) var rejected = 0
  /// Why not all were written or superseded; the first reason if there are several.
  public internal(set) var error: MonitoringError?
  /// What the service's clock said last, in seconds since 1970; nil if it has not answered, or named no time.
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
  /// What a call that was not a success did with its points.
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
    // After a try that may have stored them, points that are there already are most likely ours.
    written = summary.written + (refusal.followsFailedTry ? summary.superseded : 0)
    superseded = refusal.followsFailedTry ? 0 : summary.superseded
    deferred = summary.deferred
    rejected = max(0, count - written - superseded - deferred)
    if deferred + rejected > 0 { self.error = error }
  }

  /// All points have the same fate.
  private mutating func fail(_ error: MonitoringError, of count: Int) {
    if error.mayPass { deferred = count } else { rejected = count }
    self.error = error
  }
}
