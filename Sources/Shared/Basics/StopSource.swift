/// Says when a run has to end because of a signal or a deadline.
public protocol StopSource: AnyObject {
  /// The current state. From `.stopping` on, start nothing new; at `.abandoning`, give up everything.
  func state(at now: ContinuousClock.Instant) -> StopState
  /// The next time `state` changes without a signal.
  var nextChange: ContinuousClock.Instant? { get }
}

public enum StopState: Equatable, Sendable {
  case running
  /// Finish what is in progress.
  case stopping
  /// Give up what is still in progress.
  case abandoning
}
