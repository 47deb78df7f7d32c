import Shared

/// When a pod shall end, as one of its annotations or labels says.
enum Deadline: Equatable, Sendable {
  /// There is no such annotation.
  case none
  case never
  case at(unixSeconds: Int64)
  case unreadable(why: String)

  /// 5000-01-01T00:00:00Z: a number beyond it was meant as milliseconds.
  private static let yearFiveThousand: Int64 = 95_617_584_000

  /// Unix seconds as `[+-]?[0-9]+`, nothing around them: what the ancestor's `strconv.ParseInt` took.
  init(annotation: String?) {
    guard let annotation else {
      self = .none
      return
    }
    let digits =
      annotation.utf8.first.map { $0 == 0x2B || $0 == 0x2D } == true
      ? annotation.utf8.dropFirst() : annotation.utf8[...]
    if annotation.isEmpty {
      self = .unreadable(why: "is empty")
    } else if digits.isEmpty || !digits.allSatisfy({ (0x30...0x39).contains($0) }) {
      self = .unreadable(why: "is not a whole number of seconds since 1970")
    } else if let seconds = Int64(annotation) {
      self =
        seconds >= Self.yearFiveThousand
        ? .unreadable(why: "lies after the year 5000; it seems to be milliseconds, not seconds")
        : .at(unixSeconds: seconds)
    } else {
      self = .unreadable(why: "is too large")
    }
  }

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

  var isUnreadable: Bool {
    if case .unreadable = self { true } else { false }
  }
}

/// Whether more than so many seconds have passed since a time; not if that cannot be computed.
func havePassed(_ seconds: Int64, since start: Int64, now: Int64) -> Bool {
  let (end, overflows) = start.addingReportingOverflow(seconds)
  return !overflows && now > end
}
