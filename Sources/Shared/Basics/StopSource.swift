/// Says when a run has to end: a signal or a deadline.
public protocol StopSource: AnyObject {
  /// Reads what came. From `.stopping` on nothing new is started; at `.abandoning` all is given up.
  func state(at now: ContinuousClock.Instant) -> StopState
  /// The next instant at which `state` changes by itself.
  var nextChange: ContinuousClock.Instant? { get }
}

public enum StopState: Equatable, Sendable {
  case running
  /// Finish what is under way.
  case stopping
  /// Give up what is still under way.
  case abandoning
}
