import Glibc

/// A separate thread receives the signals, because the run may be blocked or busy.
extension Interruption {
  /// How long after `lastMoment` a run that has not ended is forced to end: time to write the report if requests used
  /// up the grace period.
  static let graceToReport: Duration = .seconds(2)

  /// From now on, the first signal ends the run gracefully, and a second one ends the process by its default action.
  /// The process ends at most `graceToReport` after `lastMoment`, even if the run is blocked.
  ///
  /// SIGHUP stays ignored if it already is, because nohup(1) starts programs that way.
  ///
  /// - Parameters:
  ///   - tidyUp: called before a second signal ends the process; must not wait.
  ///   - lastWords: called before a forced end, with one second to finish; returns the exit code.
  public func watch(
    atSecondSignal tidyUp: @escaping @Sendable () -> Void = {},
    atForcedEnd lastWords: @escaping @Sendable () -> ExitStatus
  ) {
    let watch = Watch(
      interruption: self, signals: Self.signalsToTake(), tidyUp: tidyUp, lastWords: lastWords)
    pthread_sigmask(SIG_BLOCK, &watch.signals, nil)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(watch)
    let code = pthread_create(&thread, nil, keepWatch, context.toOpaque())
    // If the thread could not be started, each signal keeps its default action.
    if code != 0 { pthread_sigmask(SIG_UNBLOCK, &watch.signals, nil) }
  }

  private static func signalsToTake() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGTERM, SIGINT] { sigaddset(&signals, signal) }
    if !isIgnored(SIGHUP) { sigaddset(&signals, SIGHUP) }
    return signals
  }

  private static func isIgnored(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    let handler = action.__sigaction_handler.sa_handler
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}

private func keepWatch(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<Watch>.fromOpaque(context).takeRetainedValue().keep()
}

/// What the watching thread needs.
private final class Watch {
  private let interruption: Interruption
  var signals: sigset_t
  private let tidyUp: @Sendable () -> Void
  private let lastWords: @Sendable () -> ExitStatus

  init(
    interruption: Interruption, signals: sigset_t, tidyUp: @escaping @Sendable () -> Void,
    lastWords: @escaping @Sendable () -> ExitStatus
  ) {
    self.interruption = interruption
    self.signals = signals
    self.tidyUp = tidyUp
    self.lastWords = lastWords
  }

  func keep() -> Never {
    while true {
      let left = interruption.lastMoment + Interruption.graceToReport - .now
      guard left > .zero else { endByForce() }
      var limit = timespec(left)
      let signal = sigtimedwait(&signals, nil, &limit)
      if signal > 0, !interruption.receive(signal) { end(by: signal) }
    }
  }

  private func end(by signal: Int32) -> Never {
    tidyUp()
    Glibc.signal(signal, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(signal)
    // As process 1 of a container, the process survives the default action.
    _exit(128 + signal)
  }

  private func endByForce() -> Never {
    // In case the last words also block.
    signal(SIGALRM) { _ in _exit(ExitStatus.tempfail.rawValue) }
    var alarms = sigset_t()
    sigemptyset(&alarms)
    sigaddset(&alarms, SIGALRM)
    pthread_sigmask(SIG_UNBLOCK, &alarms, nil)
    alarm(1)
    _exit(lastWords().rawValue)
  }
}

extension timespec {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
  }
}
