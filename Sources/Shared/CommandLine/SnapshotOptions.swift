import ArgumentParser

/// What to look at instead of a cluster.
public struct SnapshotOptions: ParsableArguments {
  @Option(
    name: .customLong("snapshot"),
    help: ArgumentHelp(
      "Read what kubectl get -o json wrote instead of asking a cluster; - for standard input (repeatable).",
      valueName: "file"),
    transform: nonBlank)
  public var snapshots: [String] = []

  @Option(
    help: ArgumentHelp(
      "With --snapshot: what time it is (default: now), in RFC 3339: 2026-11-23T18:15:19Z.",
      valueName: "time"),
    transform: instant)
  public var now: RFC3339.Instant?

  public init() {}

  public var isGiven: Bool { !snapshots.isEmpty }

  public var readsStandardInput: Bool { snapshots.contains("-") }

  public func validate() throws {
    if now != nil, !isGiven { throw ValidationError("--now needs --snapshot: a cluster has its own time") }
    if snapshots.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("--snapshot -: standard input can be read only once")
    }
  }

  /// To be called by a command's `validate()`.
  ///
  /// - Parameter others: options that were given and are for a cluster only: `--field-selector`.
  public func validate(beside cluster: ClusterOptions, _ others: [String] = []) throws {
    guard isGiven, let option = (cluster.given + others).first else { return }
    throw ValidationError("\(option) and --snapshot exclude each other: with a snapshot no cluster is asked")
  }
}

private func instant(_ value: String) throws -> RFC3339.Instant {
  guard let instant = RFC3339.instant(value) else {
    throw ValidationError("a time like 2026-11-23T18:15:19Z was expected")
  }
  return instant
}
