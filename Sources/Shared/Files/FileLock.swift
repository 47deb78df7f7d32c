import Glibc

/// A lock on an open file. Closing the descriptor releases it, at the latest when the process ends.
public enum FileLock {
  /// How long to wait for a lock.
  public struct Patience {
    public let limit: Duration
    /// Ends the wait early.
    public let stopSource: (any StopSource)?

    public init(_ limit: Duration, stopSource: (any StopSource)? = nil) {
      self.limit = limit
      self.stopSource = stopSource
    }
  }

  /// How often to try: flock(2) itself would wait forever.
  private static let interval: Duration = .milliseconds(20)

  /// - Returns: whether this process now has the lock; false if another kept it for the whole wait.
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
  /// Releases a lock before its descriptor is closed.
  public static func release(_ descriptor: Int32) { flock(descriptor, LOCK_UN) }
}
