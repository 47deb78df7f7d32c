import ArgumentParser

/// Options for requests and deadlines.
public struct RequestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Wait at most this long for a connection, a first byte, or more data (default: 30s).",
      valueName: "duration"),
    transform: duration)
  public var requestTimeout = DurationArgument(seconds: 30)

  @Option(
    name: .customLong("deadline"),
    help: ArgumentHelp(
      "End the run after this time: start nothing new, give work in progress 10s, exit with 75 (default: 5m).",
      valueName: "duration"),
    transform: duration)
  public var givenDeadline: DurationArgument?

  /// How long a run may take.
  public var deadline: DurationArgument { givenDeadline ?? DurationArgument(seconds: 300) }

  /// How long a run that also waits may take: the default does not count the wait.
  ///
  /// - Parameters:
  ///   - wait: nil for none.
  ///   - rest: how many seconds a run that waits has for all else, by default.
  public func deadline(besides wait: DurationArgument?, rest: Int64) -> DurationArgument {
    guard givenDeadline == nil, let wait else { return deadline }
    return DurationArgument(seconds: wait.seconds + rest)
  }

  public init() {}

  public func validate() throws {
    if requestTimeout.seconds == 0 { throw ValidationError("--request-timeout must be at least 1s") }
    if deadline.seconds == 0 { throw ValidationError("--deadline must be at least 1s") }
  }
}
