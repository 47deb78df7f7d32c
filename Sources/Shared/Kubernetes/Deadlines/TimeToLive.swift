extension Deadline {
  /// Adds a time to live to a pod's creation or last refresh.
  ///
  /// - Parameter base: nil if the pod does not say when it was created.
  init(_ timeToLive: Nanoseconds, from base: RFC3339.Instant?) {
    guard let base else {
      self = .unreadable(why: "counts from the creation time, which is missing")
      return
    }
    let fraction = (timeToLive.count % 1_000_000_000 + Int64(base.nanoseconds)) / 1_000_000_000
    let (sum, overflows) = base.seconds.addingReportingOverflow(timeToLive.count / 1_000_000_000 + fraction)
    // Dropping the fraction changes nothing, because the current time is compared in whole seconds.
    self = overflows ? .unreadable(why: "is too large") : .at(unixSeconds: sum)
  }
}

extension Pod {
  /// The time from which a time to live counts.
  var creation: RFC3339.Instant? { creationTimestamp.map { RFC3339.Instant(seconds: $0) } }
}
