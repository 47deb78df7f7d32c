import ArgumentParser

/// Options for requests and deadlines.
public struct RequestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "List up to this many objects per request; 0 for all at once (default: all at once if the server "
        + "streams lists, Kubernetes 1.34 and later, else 500; for Google, the service's default).",
      valueName: "n"))
  public var pageSize: Int?

  @Option(
    help: ArgumentHelp(
      "Wait at most this long for a connection, a first byte, or more data (default: 30s).",
      valueName: "duration"),
    transform: duration)
  public var requestTimeout = DurationArgument(seconds: 30)

  @Option(
    help: ArgumentHelp(
      "End the run after this time: start nothing new, give work in progress 10s, exit with 75 (default: 5m).",
      valueName: "duration"),
    transform: duration)
  public var deadline = DurationArgument(seconds: 300)

  public init() {}

  public func validate() throws {
    if let pageSize, pageSize < 0 { throw ValidationError("--page-size must be 0 or more") }
    if requestTimeout.seconds == 0 { throw ValidationError("--request-timeout must be at least 1s") }
    if deadline.seconds == 0 { throw ValidationError("--deadline must be at least 1s") }
  }

  /// nil for all at once.
  public func pageSize(for version: ServerVersion?) -> Int? {
    if let pageSize { return pageSize == 0 ? nil : pageSize }
    return version?.streamsLists == true ? nil : ListOptions.usualPageSize
  }
}
