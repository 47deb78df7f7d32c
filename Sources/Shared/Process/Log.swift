import Glibc

/// Writes messages to stderr, one line each, as text or as JSON objects.
///
/// On a terminal, debug and info lines begin with their level and the time, and "error:" and "warning:" are colored.
///
/// Under the journal each line, even JSON, begins with its priority as `<N>` (sd-daemon(3)), which the journal
/// removes.
public struct Log: Sendable {
  public enum Level: String, Comparable, CaseIterable, Sendable {
    case debug
    case info
    case notice
    case warning
    case error

    /// The syslog priority.
    var priority: Int {
      switch self {
      case .debug: 7
      case .info: 6
      case .notice: 5
      case .warning: 4
      case .error: 3
      }
    }

    public static func < (one: Level, other: Level) -> Bool { one.priority > other.priority }
  }

  public enum Format: String, CaseIterable, Sendable {
    case text
    case json
  }

  /// How text messages look to a person.
  public struct Style: Sendable {
    /// Whether to color `error:` and `warning:`.
    public var colors = false
    /// Puts a time in seconds since 1970 into words, for debug and info lines; nil for lines without level and time.
    public var clock: (@Sendable (_ seconds: Double) -> String)?

    public init(colors: Bool = false, clock: (@Sendable (Double) -> String)? = nil) {
      self.colors = colors
      self.clock = clock
    }
  }

  private let tool: String
  private let level: Level
  private let marksPriority: Bool
  private let format: Format
  private let style: Style
  /// What the run is doing.
  public let progress: Progress
  private let now: @Sendable () -> Double
  private let write: @Sendable (String) -> Void

  /// - Parameters:
  ///   - tool: the beginning of each line.
  ///   - marksPriority: whether stderr is the journal.
  ///   - now: seconds since 1970.
  public init(
    tool: String, level: Level, marksPriority: Bool, format: Format = .text,
    style: Style = Style(), progress: Progress = .hidden,
    now: @escaping @Sendable () -> Double = WallClock.now,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.tool = tool
    self.level = level
    self.marksPriority = marksPriority
    self.format = format
    self.style = style
    self.progress = progress
    self.now = now
    self.write = write
  }

  public func debug(_ message: @autoclosure () -> String) { log(.debug, message) }
  public func info(_ message: @autoclosure () -> String) { log(.info, message) }
  public func notice(_ message: @autoclosure () -> String) { log(.notice, message) }
  public func warning(_ message: @autoclosure () -> String) { log(.warning, message) }
  public func error(_ message: @autoclosure () -> String) { log(.error, message) }

  private func log(_ level: Level, _ message: () -> String) {
    guard level >= self.level else { return }
    let priority = marksPriority ? "<\(level.priority)>" : ""
    write(Secrets.hide(in: priority + line(level, message())) + "\n")
  }

  private func line(_ level: Level, _ message: String) -> String {
    if format == .json, let line = jsonLine(level, message) { return line }
    let line = (self.level == .debug ? message : message.withoutAuditIDs).withoutControlCharacters
    if marksPriority { return line }
    if let clock = style.clock, level < .notice {
      let head = "\(level.rawValue) \(clock(now()))"
      return "\(style.colors ? TextColor.dim.paint(head) : head) \(line)"
    }
    return "\(tool): \(named(level))\(line)"
  }

  private func jsonLine(_ level: Level, _ message: String) -> String? {
    let line: JSONValue = [
      "time": .string(RFC3339.text(Int64(now().rounded(.down)))), "level": .string(level.rawValue),
      "tool": .string(tool), "message": .string(message),
    ]
    return try? line.serialized()
  }

  private func named(_ level: Level) -> String {
    switch level {
    case .debug, .info, .notice: ""
    case .warning: style.colors ? "\(TextColor.boldYellow.paint("warning:")) " : "warning: "
    case .error: style.colors ? "\(TextColor.boldRed.paint("error:")) " : "error: "
    }
  }
}

/// Whether stderr is connected to the journal: `$JOURNAL_STREAM` names its device and inode.
public func standardErrorIsJournal(environment: [String: String]) -> Bool {
  guard let stream = environment["JOURNAL_STREAM"] else { return false }
  var status = stat()
  guard fstat(STDERR_FILENO, &status) == 0 else { return false }
  return stream == "\(status.st_dev):\(status.st_ino)"
}

/// The local time of day: `09:24:21`.
///
/// - Parameter seconds: since 1970.
@Sendable public func localTime(_ seconds: Double) -> String {
  var time = time_t(seconds.rounded(.down))
  // `Thu Nov 26 03:12:07 2026`, and a line's end. Not localtime_r(): which module defines tm differs between builds.
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 26) { text in
    guard let start = text.baseAddress, ctime_r(&time, start) != nil else { return "" }
    return String(decoding: UnsafeRawBufferPointer(text)[11..<19], as: UTF8.self)
  }
}
