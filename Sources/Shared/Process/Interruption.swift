import Glibc
import Synchronization

/// Ends a run gracefully: at SIGTERM, SIGINT, SIGHUP or the deadline, the run starts nothing new, and work in
/// progress gets `graceToFinish`. A second signal ends the process at once; see `watch(atForcedEnd:)`.
public final class Interruption: StopSource, Sendable {
  public static let graceToFinish: Duration = .seconds(10)

  public enum Cause: Equatable, Sendable {
    case signal(Int32)
    case deadline
  }

  private struct State {
    var cause: Cause?
    var hasSignal = false
    var lastMoment: ContinuousClock.Instant
  }

  private let deadline: ContinuousClock.Instant
  private let current: Mutex<State>

  /// - Parameter deadline: how long the run may take.
  public init(deadline: Duration) {
    self.deadline = .now + deadline
    current = Mutex(State(lastMoment: self.deadline + Self.graceToFinish))
  }

  /// What ended the run first; nil while it is running.
  public var cause: Cause? { current.withLock(\.cause) }

  /// When work in progress will be given up, as currently known.
  public var lastMoment: ContinuousClock.Instant { current.withLock(\.lastMoment) }

  public func state(at now: ContinuousClock.Instant) -> StopState {
    current.withLock { state in
      if state.cause == nil, now >= deadline { state.cause = .deadline }
      guard state.cause != nil else { return .running }
      return now >= state.lastMoment ? .abandoning : .stopping
    }
  }

  public var nextChange: ContinuousClock.Instant? {
    current.withLock { $0.cause == nil ? deadline : $0.lastMoment }
  }

  /// Records a signal.
  ///
  /// - Returns: whether the run may end gracefully. A second signal demands an immediate end, but SIGHUP never counts
  ///   as the second: when a terminal closes, both the shell and the kernel send it.
  func receive(_ signal: Int32, at now: ContinuousClock.Instant = .now) -> Bool {
    current.withLock { state in
      guard !state.hasSignal else { return signal == SIGHUP }
      state.hasSignal = true
      state.cause = state.cause ?? .signal(signal)
      state.lastMoment = min(state.lastMoment, now + Self.graceToFinish)
      return true
    }
  }
}

extension Interruption.Cause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .signal(SIGTERM): "SIGTERM"
    case .signal(SIGINT): "SIGINT"
    case .signal(SIGHUP): "SIGHUP"
    case .signal(let number): "signal \(number)"
    case .deadline: "the deadline"
    }
  }
}
