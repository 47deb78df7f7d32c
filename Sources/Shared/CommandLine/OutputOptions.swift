import ArgumentParser

/// Options for the report and messages.
public struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Format of the report on standard output: text, wide (all rows and columns), json, jsonl (an element "
        + "per line, then a summary), yaml, or name (pod/NAME of matched pods; only reap-pods).",
      valueName: "format"))
  public var output: ReportFormat = .text

  @Option(help: "Log messages of this severity and above.")
  public var logLevel: Log.Level = .notice

  @Option(help: "Format of messages on standard error: text, or json for one object per line.")
  public var logFormat: Log.Format = .text

  public init() {}

  /// - Throws: if the format is `name`, for tools that report no pods.
  public func refuseNames() throws {
    if output == .name { throw ValidationError("-o name is only for reap-pods: this report names no pods") }
  }

  /// - Parameter write: gets each line for standard error.
  public func log(
    tool: String, environment: [String: String], write: @escaping @Sendable (String) -> Void
  ) -> Log {
    Log(
      tool: tool, level: logLevel, marksPriority: standardErrorIsJournal(environment: environment),
      format: logFormat, write: write)
  }
}

extension ReportFormat: ExpressibleByArgument {}

extension Log.Level: ExpressibleByArgument {}

extension Log.Format: ExpressibleByArgument {}
