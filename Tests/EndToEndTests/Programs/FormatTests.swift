import Shared
import TestSupport
import Testing

@Suite("The formats of a report agree", .serialized, .cluster, .timeLimit(.minutes(15)))
struct FormatTests {
  private static let cluster = [
    Sampling.node("node-1"), Sampling.node("off"),
    Sampling.pod("buildlet-1", node: "node-1", #""cpu":"1500m","memory":"1Gi""#),
    Sampling.pod("true", #""cpu":"1e-1""#, phase: "Pending"),
  ]

  /// Runs a program on a snapshot, so that two runs give the same report.
  private func report(_ program: String, _ arguments: String..., format: String) async throws -> String {
    let folder = try TemporaryFolder()
    // reap-pods needs a UID and a version.
    let items = Self.cluster.enumerated().map { index, item in
      item.replacing(
        #""namespace":"builds","#, with: #""namespace":"builds","uid":"\#(index)","resourceVersion":"1","#)
    }.joined(separator: ",")
    let list = try folder.write("list.json", #"{"apiVersion":"v1","kind":"List","items":[\#(items)]}"#)
    let snapshot = ["--snapshot", list, "--now", "2026-11-23T12:00:00Z", "-o", format]
    let run = try await CommandRun(Cluster.program(program), snapshot + arguments)
    #expect(run.code == 0, "\(run.errorText)")
    return run.text
  }

  @Test("YAML has the members and values of JSON")
  func yaml() async throws {
    for (program, option) in [("reap-pods", "--explain"), ("sample-capacity", "--nodes")] {
      let json = try await report(program, option, format: "json")
      let yaml = try await report(program, option, format: "yaml")
      #expect(try Shared.JSONValue(yaml: Array(yaml.utf8)) == Shared.JSONValue(parsing: json))
    }
  }

  @Test("create-metrics has a descriptor per line, then the summary; its YAML can be read")
  func descriptors() async throws {
    let project = try await MonitoringProject()
    let lines = try await project.run("--dry-run", "-o", "jsonl").text.split(separator: "\n").map {
      try Report(text: String($0))
    }
    #expect(lines.map { $0["state"] as? String } == ["would-create", "would-create", nil])
    #expect(lines.last?["summary.descriptors.would-create"] as? Int == 2)
    #expect(lines.last?["exit.code"] as? Int == 0)
    let yaml = try await project.run("--dry-run", "-o", "yaml").text
    let members = Shared.JSONCursor(try Shared.JSONValue(yaml: Array(yaml.utf8)))
    #expect(
      try members["descriptors"].elements().map { try $0["state"].string() } == [
        "would-create", "would-create",
      ])
  }

  @Test("Only reap-pods has names", arguments: ["sample-capacity", "create-metrics"])
  func usage(program: String) async throws {
    let run = try await CommandRun(Cluster.program(program), ["-o", "name"])
    #expect(run.code == 64)
    #expect(run.errorText.contains("-o name is only for reap-pods"))
  }
}
