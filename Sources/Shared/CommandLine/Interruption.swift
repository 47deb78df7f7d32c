import Glibc

/// Ends a run in order: at SIGTERM, SIGINT or the deadline nothing new is started, what is under way gets
/// `graceToFinish`; a second signal gives up at once.
public final class Interruption: StopSource {
  public static let graceToFinish: Duration = .seconds(10)

  public enum Cause: Equatable, Sendable {
    case signal(Int32)
    case deadline
  }

  public private(set) var cause: Cause?
  private let deadline: ContinuousClock.Instant?
  private var abandonAt: ContinuousClock.Instant?

  private var signals = sigset_t()

  /// Blocks both signals for this thread and those it starts later; `state(at:)` takes them up.
  ///
  /// - Parameter deadline: how long the run may take; nil for no limit.
  public init(deadline: Duration?) {
    self.deadline = deadline.map { .now + $0 }
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  public func state(at now: ContinuousClock.Instant) -> StopState {
    while let signal = nextSignal() {
      if cause == nil { stop(.signal(signal), now) } else { abandonAt = now }
    }
    if cause == nil, let deadline, now >= deadline { stop(.deadline, now) }
    guard let abandonAt else { return .running }
    return now >= abandonAt ? .abandoning : .stopping
  }

  public var nextChange: ContinuousClock.Instant? { abandonAt ?? deadline }

  private func stop(_ cause: Cause, _ now: ContinuousClock.Instant) {
    self.cause = cause
    abandonAt = now + Self.graceToFinish
  }

  private func nextSignal() -> Int32? {
    var atOnce = timespec()
    let signal = sigtimedwait(&signals, nil, &atOnce)
    return signal > 0 ? signal : nil
  }
}

extension Interruption.Cause: CustomStringConvertible {
  public var description: String {
    switch self {
    case .signal(SIGTERM): "SIGTERM"
    case .signal(SIGINT): "SIGINT"
    case .signal(let number): "signal \(number)"
    case .deadline: "the deadline"
    }
  }
}
