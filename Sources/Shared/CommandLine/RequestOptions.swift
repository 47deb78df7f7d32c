import ArgumentParser

/// How a tool asks, and for how long.
public struct RequestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many objects a list asks for at a time; 0 for all at once (default: all at once where the "
        + "server streams lists, Kubernetes 1.34 and later, else 500; of Google what it likes to send).",
      valueName: "n"))
  public var pageSize: Int?

  @Option(
    help: ArgumentHelp(
      "The longest wait for a connection, a first byte, or more after silence (default: 30s).",
      valueName: "duration"),
    transform: duration)
  public var requestTimeout = DurationArgument(seconds: 30)

  @Option(
    help: ArgumentHelp(
      "When to end the run: nothing new is started, what is under way gets 10s, exit code 75 (default: 5m).",
      valueName: "duration"),
    transform: duration)
  public var deadline = DurationArgument(seconds: 300)

  public init() {}

  public func validate() throws {
    if let pageSize, pageSize < 0 { throw ValidationError("--page-size must be 0 or more") }
    if requestTimeout.seconds == 0 { throw ValidationError("--request-timeout must be at least 1s") }
    if deadline.seconds == 0 { throw ValidationError("--deadline must be at least 1s") }
  }

  /// nil: all at once.
  public func pageSize(for version: ServerVersion?) -> Int? {
    if let pageSize { return pageSize == 0 ? nil : pageSize }
    return version?.streamsLists == true ? nil : ListOptions.usualPageSize
  }
}
