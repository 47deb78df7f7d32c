import ArgumentParser

/// Options for reading snapshots instead of a cluster.
public struct SnapshotOptions: ParsableArguments {
  @Option(
    name: .customLong("snapshot"),
    help: ArgumentHelp(
      "Read output of kubectl get -o json instead of a cluster; - for standard input (repeatable).",
      valueName: "file"),
    transform: nonBlank)
  public var snapshots: [String] = []

  @Option(
    help: ArgumentHelp(
      "With --snapshot, use this as the current time, in RFC 3339: 2026-11-23T18:15:19Z (default: now).",
      valueName: "time"),
    transform: instant)
  public var now: RFC3339.Instant?

  public init() {}

  public var isGiven: Bool { !snapshots.isEmpty }

  public var readsStandardInput: Bool { snapshots.contains("-") }

  public func validate() throws {
    if now != nil, !isGiven { throw ValidationError("--now works only with --snapshot") }
    if snapshots.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("--snapshot -: standard input can be read only once")
    }
  }

  /// Call it from a command's `validate()`.
  ///
  /// - Parameter others: given options that need a cluster: `--field-selector`.
  public func validate(beside cluster: ClusterOptions, _ others: [String] = []) throws {
    guard isGiven, let option = (cluster.given + others).first else { return }
    throw ValidationError("\(option) cannot be combined with --snapshot, which does not use a cluster")
  }
}

private func instant(_ value: String) throws -> RFC3339.Instant {
  guard let instant = RFC3339.instant(value) else {
    throw ValidationError("expected a time like 2026-11-23T18:15:19Z")
  }
  return instant
}
