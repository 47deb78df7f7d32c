import Glibc

/// A lock on an open file, which ends with its descriptor, and so with the process at the latest.
public enum FileLock {
  /// How long to wait for whoever has the lock.
  public struct Patience {
    public let limit: Duration
    /// Ends the wait early.
    public let stopSource: (any StopSource)?

    public init(_ limit: Duration, stopSource: (any StopSource)? = nil) {
      self.limit = limit
      self.stopSource = stopSource
    }
  }

  /// How often it is asked whether the lock is free: flock(2) itself would wait for ever.
  private static let interval: Duration = .milliseconds(20)

  /// - Returns: whether it is ours; false if somebody else kept it for all the time.
  public static func take(_ descriptor: Int32, _ patience: Patience) -> Bool {
    let end = ContinuousClock.now + patience.limit
    while true {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      let now = ContinuousClock.now
      guard errno == EWOULDBLOCK || errno == EINTR, now < end,
        patience.stopSource.map({ $0.state(at: now) == .running }) ?? true
      else { return false }
      usleep(UInt32(interval.wholeMilliseconds * 1000))
    }
  }
}
