import Glibc
import Synchronization

/// Shows what a run is doing if it takes long: one line on a terminal that is erased at the end, elsewhere a message
/// every 30 seconds.
///
/// The run counts with `add()`, and `HTTPClient` calls `tick()` while it works.
public final class Progress: Sendable {
  /// Where progress is shown.
  public enum Style: Sendable {
    /// As the last line of a terminal; the closure returns the terminal's current width, and nil erases the line.
    case line(width: @Sendable () -> Int, show: @Sendable (String?) -> Void)
    /// As messages.
    case messages(@Sendable (String) -> Void)
    case hidden
  }

  private struct Work {
    let activity: Activity
    let began: ContinuousClock.Instant
    let before: Int
    var next: ContinuousClock.Instant
  }

  /// How long work goes on before it is worth a line on a terminal.
  static let lineDelay: Duration = .seconds(1)
  static let lineInterval: Duration = .milliseconds(200)
  static let messageInterval: Duration = .seconds(30)

  private let style: Style
  private let now: @Sendable () -> ContinuousClock.Instant
  private let done = Atomic(0)
  /// The current work last, and what it is a part of before it.
  private let work = Mutex<[Work]>([])

  /// - Parameter now: the clock.
  public init(_ style: Style, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    self.style = style
    self.now = now
  }

  public static let hidden = Progress(.hidden)

  /// Does a piece of work that is shown as this activity.
  public func during<Result>(_ activity: Activity, _ body: () throws -> Result) rethrows -> Result {
    begin(activity)
    defer { end() }
    return try body()
  }

  /// Counts what is done of the current activity.
  public func add(_ count: Int = 1) { done.add(count, ordering: .relaxed) }

  /// Sets what is done of the current activity.
  public func set(_ count: Int) { done.store(count, ordering: .relaxed) }

  /// Shows the current activity if it is time to.
  public func tick() {
    if case .hidden = style { return }
    let now = now()
    let text: String? = work.withLock { work in
      guard let last = work.indices.last, work[last].next <= now else { return nil }
      work[last].next = now + interval
      return work[last].activity.text(done: done.load(ordering: .relaxed), after: now - work[last].began)
    }
    guard let text else { return }
    switch style {
    case .line(let width, let show): show(text.withoutControlCharacters.cut(to: max(1, width() - 1)))
    case .messages(let tell): tell(text)
    case .hidden: break
    }
  }

  /// Erases the line, if there is one.
  public func erase() {
    if case .line(_, let show) = style { show(nil) }
  }

  /// Shows this activity from now on, whenever there is no other.
  public func begin(_ activity: Activity) {
    let now = now()
    work.withLock { work in
      let before = done.exchange(0, ordering: .relaxed)
      work.append(Work(activity: activity, began: now, before: before, next: now + delay))
    }
  }

  private func end() {
    work.withLock { work in
      guard let last = work.popLast() else { return }
      done.store(last.before, ordering: .relaxed)
      if let outer = work.indices.last { work[outer].next = now() + delay }
    }
    erase()
  }

  private var delay: Duration {
    if case .line = style { Self.lineDelay } else { Self.messageInterval }
  }

  private var interval: Duration {
    if case .line = style { Self.lineInterval } else { Self.messageInterval }
  }
}

extension Progress {
  /// What a run is doing.
  public enum Activity: Equatable, Sendable {
    case contacting(String)
    case writing(String)
    /// The plural of what is listed.
    case listing(String)
    case deleting(total: Int)
    /// `terminating` of the total were already terminating when the run began.
    case waiting(total: Int, terminating: Int = 0, limit: Duration)

    /// - Parameters:
    ///   - done: how many of the total are done.
    ///   - elapsed: since the activity began.
    func text(done: Int, after elapsed: Duration) -> String {
      switch self {
      case .contacting(let server): return "contacting \(server)"
      case .writing(let what): return "writing \(what)"
      case .listing(let objects): return "listing \(objects), \(done.grouped) so far"
      case .deleting(let total):
        let rate = Double(done) / max(0.001, elapsed / .seconds(1))
        guard done > 0 else { return "deleting 0 of \(total.grouped)" }
        let left = Duration.seconds(Double(total - done) / rate)
        return
          "deleting \(done.grouped) of \(total.grouped), \(Self.text(rate: rate)), \(left.shortText) left"
      case .waiting(let total, let terminating, let limit):
        let left = total - done
        let share = left == total ? total.grouped : "\(left.grouped) of \(total.grouped)"
        let pods = "\(share) \(total == 1 ? "pod" : "pods")"
        let before = terminating == 0 ? "" : " (\(terminating.grouped) already terminating before this run)"
        return "waiting for \(pods) to be gone\(before), at most \((limit - elapsed).shortText) more"
      }
    }

    private static func text(rate: Double) -> String {
      if rate >= 10 { return "\(Int(rate.rounded()).grouped)/s" }
      let tenths = Int((rate * 10).rounded())
      return tenths > 0 ? "\(tenths / 10).\(tenths % 10)/s" : "less than 0.1/s"
    }
  }
}

extension Duration {
  /// Whole seconds, in at most two units: `2m23s`.
  var shortText: String {
    let seconds = max(0, components.seconds)
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    if hours > 0 { return minutes > 0 ? "\(hours)h\(minutes)m" : "\(hours)h" }
    guard minutes > 0 else { return "\(seconds)s" }
    return seconds % 60 > 0 ? "\(minutes)m\(seconds % 60)s" : "\(minutes)m"
  }
}
