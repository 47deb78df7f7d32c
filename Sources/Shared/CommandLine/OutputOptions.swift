import ArgumentParser

/// How a tool shows what it did.
public struct OutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "How to write the report to standard output: text or json.")
  public var output: ReportFormat = .text

  @Option(help: "The least urgent messages to show on standard error.")
  public var logLevel: Log.Level = .notice

  @Option(help: "How to write messages to standard error: text, or json for one object a line.")
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
