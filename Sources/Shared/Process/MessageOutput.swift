import Glibc
import Synchronization

/// Writes messages to standard error. If its reader stalls, messages are lost and the run goes on.
public final class MessageOutput: Sendable {
  /// How long one message may wait for the reader.
  private static let patience: Duration = .seconds(5)
  private static let patienceAtTheEnd: Duration = .seconds(1)

  private let descriptor: Int32
  private let interruption: Interruption
  private let lostCount = Atomic(0)
  /// Whether the last message timed out. The next ones then do not wait.
  private let isStalled = Atomic(false)
  /// Whether only a part of the last message was written.
  private let isCut = Atomic(false)
  /// Whether a status is the last line of the terminal.
  private let hasStatus = Atomic(false)

  public init(_ descriptor: Int32 = STDERR_FILENO, interruption: Interruption) {
    self.descriptor = descriptor
    self.interruption = interruption
  }

  /// The terminal that messages go to, if they go to one.
  static func terminal(environment: [String: String]) -> Terminal {
    Terminal(STDERR_FILENO, environment: environment)
  }

  /// How many messages could not be written in time.
  public var lost: Int { lostCount.load(ordering: .relaxed) }

  @Sendable public func write(_ text: String) {
    let before = hasStatus.exchange(false, ordering: .relaxed) ? Self.eraseLine : ""
    let bytes = Array((before + (isCut.load(ordering: .relaxed) ? "\n" : "") + text).utf8)
    let (began, mayWait) = (ContinuousClock.now, !isStalled.load(ordering: .relaxed))
    // Ignores other errors: there is nowhere else to report them.
    let written = try? writePatiently(bytes, to: descriptor, path: "standard error") { [interruption] in
      let patience = interruption.cause == nil ? Self.patience : Self.patienceAtTheEnd
      return mayWait ? min(began + patience, interruption.lastMoment) : began
    }
    guard let written else { return }
    let isWhole = written == bytes.count
    isStalled.store(!isWhole, ordering: .relaxed)
    if written > 0 { isCut.store(!isWhole, ordering: .relaxed) }
    if !isWhole { lostCount.add(1, ordering: .relaxed) }
  }

  /// Shows a status as the last line of a terminal, in place of the one before. The next message replaces it.
  ///
  /// It never waits: if the terminal stalls, the status is lost.
  ///
  /// - Parameter status: without control characters, and shorter than the terminal is wide; nil erases the last one.
  @Sendable public func show(_ status: String?) {
    let hadStatus = hasStatus.exchange(status != nil, ordering: .relaxed)
    guard status != nil || hadStatus else { return }
    let text = status.map { "\r\($0)\(Self.eraseRest)" } ?? Self.eraseLine
    _ = try? writePatiently(Array(text.utf8), to: descriptor, path: "standard error") { .now }
  }

  private static let eraseRest = "\u{1B}[K"
  private static let eraseLine = "\r" + eraseRest
}
