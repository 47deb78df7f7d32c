import ArgumentParser
import Shared
import Testing

@Suite("Options for snapshots", .timeLimit(.minutes(15)))
struct SnapshotOptionsTests {
  @Test(
    "--snapshot is repeatable, and - means standard input",
    arguments: [
      ([], [], false), (["--snapshot", "a"], ["a"], false), (["--snapshot", "-"], ["-"], true),
      (["--snapshot", "a", "--snapshot", "-", "--snapshot=b"], ["a", "-", "b"], true),
    ] as [([String], [String], Bool)])
  func snapshots(arguments: [String], paths: [String], readsStandardInput: Bool) throws {
    let options = try SnapshotOptions.parse(arguments)
    #expect(options.snapshots == paths)
    #expect(options.isGiven == !paths.isEmpty)
    #expect(options.readsStandardInput == readsStandardInput)
  }

  @Test("--now sets the time")
  func now() throws {
    let options = try SnapshotOptions.parse(["--snapshot", "a", "--now", "2026-11-23T18:15:19.5Z"])
    #expect(options.now == RFC3339.Instant(seconds: 1_795_457_719, nanoseconds: 500_000_000))
    #expect(try SnapshotOptions.parse(["--snapshot", "a"]).now == nil)
  }

  @Test(
    "Invalid values and contradicting options are errors",
    arguments: [
      (["--snapshot", ""], "is empty"), (["--snapshot", " "], "is empty"),
      (["--snapshot", "-", "--snapshot", "-"], "standard input can be read only once"),
      (["--now", "2026-11-23T18:15:19Z"], "--now works only with --snapshot"),
      (["--snapshot", "a", "--now", "today"], "expected a time like 2026-11-23T18:15:19Z"),
      (["--snapshot", "a", "--now", "1795457719"], "expected a time like 2026-11-23T18:15:19Z"),
      (["--snapshot", "a", "--now", ""], "expected a time like 2026-11-23T18:15:19Z"),
    ])
  func refused(arguments: [String], message: String) throws {
    #expect(try #require(parsingError(SnapshotOptions.self, arguments)).contains(message))
  }

  @Test(
    "Options for a cluster cannot be combined with --snapshot",
    arguments: [
      (["--context", "c"], [], "--context"), (["--kubeconfig", "k", "--context", "c"], [], "--kubeconfig"),
      ([], ["--field-selector"], "--field-selector"),
    ] as [([String], [String], String)])
  func cluster(arguments: [String], others: [String], named: String) throws {
    let cluster = try ClusterOptions.parse(arguments)
    let snapshot = try SnapshotOptions.parse(["--snapshot", "a"])
    let error = try #require(throws: ValidationError.self) { try snapshot.validate(beside: cluster, others) }
    #expect(error.message.hasPrefix("\(named) cannot be combined with --snapshot"))
    try SnapshotOptions.parse([]).validate(beside: cluster, others)
  }

  @Test("--snapshot alone is valid")
  func alone() throws {
    try SnapshotOptions.parse(["--snapshot", "a"]).validate(beside: ClusterOptions.parse([]))
  }
}
