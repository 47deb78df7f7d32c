import Glibc

/// A thread of its own takes the signals: the run may be blocked, or busy, when one comes.
extension Interruption {
  /// How long after `lastMoment` a run that did not end by itself is ended: time to write the report when
  /// requests used up the grace.
  static let graceToReport: Duration = .seconds(2)

  /// From now on signals end the run in order, a second one ends the process by that signal's default action,
  /// and the process does not outlast `lastMoment` by more than `graceToReport`, whatever blocks the run.
  ///
  /// SIGHUP stays ignored if it is: that is how nohup(1) starts programs.
  ///
  /// - Parameter lastWords: called before a forced end; gives the exit code. It has one second.
  public func watch(atForcedEnd lastWords: @escaping @Sendable () -> ExitStatus) {
    let watch = Watch(interruption: self, signals: Self.signalsToTake(), lastWords: lastWords)
    pthread_sigmask(SIG_BLOCK, &watch.signals, nil)
    var thread = pthread_t()
    let context = Unmanaged.passRetained(watch)
    let code = pthread_create(&thread, nil, keepWatch, context.toOpaque())
    // Without a watch, each signal keeps its default action.
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

/// What the watching thread needs to know.
private final class Watch {
  private let interruption: Interruption
  var signals: sigset_t
  private let lastWords: @Sendable () -> ExitStatus

  init(interruption: Interruption, signals: sigset_t, lastWords: @escaping @Sendable () -> ExitStatus) {
    self.interruption = interruption
    self.signals = signals
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
    Glibc.signal(signal, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(signal)
    // Process 1 of a container survives the default action.
    _exit(128 + signal)
  }

  private func endByForce() -> Never {
    // In case the last words block too.
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
