import ArgumentParser

/// Options for the report and messages.
public struct OutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "Format of the report on standard output: text or json.")
  public var output: ReportFormat = .text

  @Option(help: "Log messages of this severity and above.")
  public var logLevel: Log.Level = .notice

  @Option(help: "Format of messages on standard error: text, or json for one object per line.")
  public var logFormat: Log.Format = .text

  public init() {}

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
