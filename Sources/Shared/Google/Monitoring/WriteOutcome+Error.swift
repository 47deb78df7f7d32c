extension WriteOutcome {
  /// What a call that was not a success did with its points.
  init(_ error: MonitoringError, of count: Int) {
    self.init()
    guard case .refused(code: _, let status, _) = error.cause, let summary = WriteSummary(status) else {
      if error.mayPass { deferred = count } else { rejected = count }
      self.error = error
      return
    }
    written = summary.written
    superseded = summary.superseded
    deferred = summary.deferred
    rejected = max(0, count - written - superseded - deferred)
    if deferred + rejected > 0 { self.error = error }
  }
}
