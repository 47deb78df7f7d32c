import ArgumentParser

/// Options for the report and messages.
public struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Format of the report on standard output: text, wide (all rows and columns), json, jsonl (an element "
        + "per line, then a summary), yaml, or name (only reap-pods: pod/NAME, without the namespace, of pods that were deleted, or with "
        + "--dry-run would be).",
      valueName: "format"))
  public var output: ReportFormat = .text

  @Option(help: "Log messages of this severity and above.")
  public var logLevel: Log.Level = .notice

  @Option(help: "Format of messages on standard error: text, or json for one object per line.")
  public var logFormat: Log.Format = .text

  @Option(
    help: ArgumentHelp(
      "Color outcomes, errors and warnings: auto, always or never. auto colors what goes to a terminal; NO_COLOR "
        + "and CLICOLOR_FORCE change that.", valueName: "when"))
  public var color: ColorChoice = .auto

  public init() {}

  /// - Throws: if the format is `name`, for tools that report no pods.
  public func refuseNames() throws {
    if output == .name { throw ValidationError("-o name is only for reap-pods: this report names no pods") }
  }

  /// The log of a run, on standard error.
  public func log(tool: String, environment: [String: String], messages: MessageOutput) -> Log {
    let terminal = MessageOutput.terminal(environment: environment)
    let style = Log.Style(
      colors: color.colors(terminal, environment: environment), clock: terminal.isThere ? localTime : nil)
    func log(_ progress: Progress) -> Log {
      Log(
        tool: tool, level: logLevel, marksPriority: standardErrorIsJournal(environment: environment),
        format: logFormat, style: style, progress: progress, write: messages.write)
    }
    switch progressPlace(erasesLines: terminal.understandsSequences) {
    case .line: return log(Progress(.line(width: { terminal.width ?? 80 }, show: messages.show)))
    case .messages:
      let plain = log(.hidden)
      return log(Progress(.messages { plain.notice($0) }))
    case .nowhere: return log(.hidden)
    }
  }

  enum ProgressPlace {
    case line
    case messages
    case nowhere
  }

  /// - Parameter erasesLines: whether standard error is a terminal that can erase a line.
  func progressPlace(erasesLines: Bool) -> ProgressPlace {
    guard logLevel <= .notice else { return .nowhere }
    return logFormat == .text && erasesLines ? .line : .messages
  }

  /// Whether to color the report on standard output.
  func colorsReport(environment: [String: String]) -> Bool {
    color.colors(StandardOutput.terminal(environment: environment), environment: environment)
  }
}

extension ReportFormat {
  /// Whether people read it, not programs.
  var isForPeople: Bool { self == .text || self == .wide }
}

extension ColorChoice: ExpressibleByArgument {}

extension ReportFormat: ExpressibleByArgument {}

extension Log.Level: ExpressibleByArgument {}

extension Log.Format: ExpressibleByArgument {}
