import Shared

extension Deadline {
  /// A time to live, counted from a pod's creation or its last refresh.
  ///
  /// - Parameter base: nil if the pod does not say when it was created.
  init(_ timeToLive: Nanoseconds, from base: RFC3339.Instant?) {
    guard let base else {
      self = .unreadable(why: "counts from the creation time, which is missing")
      return
    }
    let fraction = (timeToLive.count % 1_000_000_000 + Int64(base.nanoseconds)) / 1_000_000_000
    let (sum, overflows) = base.seconds.addingReportingOverflow(timeToLive.count / 1_000_000_000 + fraction)
    // The rest below a second is dropped: whole seconds are later than it, or not, all the same.
    self = overflows ? .unreadable(why: "is too large") : .at(unixSeconds: sum)
  }
}

extension Pod {
  /// What a time to live counts from.
  var creation: RFC3339.Instant? { creationTimestamp.map { RFC3339.Instant(seconds: $0) } }
}
