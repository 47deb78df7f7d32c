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
