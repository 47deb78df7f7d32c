import Glibc

/// Standard output, for data only.
///
/// Buffers what is written and writes it in large pieces.
public final class StandardOutput {
  private static let pieceSize = 64 << 10
  /// Wait at least this long for the reader of each piece, even at the run's last moment.
  private static let leastPatience: Duration = .milliseconds(200)

  private let descriptor: Int32
  private let people: TextForPeople?
  private let lastMoment: () -> ContinuousClock.Instant
  private var pending: [UInt8] = []

  /// - Parameters:
  ///   - people: how to show text to people; nil for data.
  ///   - lastMoment: when to stop waiting for the reader; called repeatedly during the wait.
  public init(
    _ descriptor: Int32 = STDOUT_FILENO, for people: TextForPeople? = nil,
    until lastMoment: @escaping () -> ContinuousClock.Instant
  ) {
    self.descriptor = descriptor
    self.people = people
    self.lastMoment = lastMoment
  }

  /// The width in columns if it is a terminal that says so.
  public var terminalWidth: Int? { Terminal.width(of: descriptor) }

  /// The terminal that reports go to, if they go to one.
  static func terminal(environment: [String: String]) -> Terminal {
    Terminal(STDOUT_FILENO, environment: environment)
  }

  public func write(line: String) throws(FileError) {
    let line = Secrets.hide(in: line)
    pending.append(contentsOf: (people?.line(line) ?? line).utf8)
    pending.append(UInt8(ascii: "\n"))
    if pending.count >= Self.pieceSize { try flush() }
  }

  /// - Throws: `FileError`; its code is `ETIME` if nobody read in time.
  public func flush() throws(FileError) {
    defer { pending.removeAll(keepingCapacity: true) }
    let least = ContinuousClock.now + Self.leastPatience
    let written = try writePatiently(pending, to: descriptor, path: "standard output") {
      max(least, lastMoment())
    }
    guard written == pending.count else {
      throw FileError(
        path: "standard output", code: ETIME, action: "write to", reason: "nobody read it in time")
    }
  }
}
