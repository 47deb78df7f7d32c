import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "The Grafana dashboard",
  .enabled(if: ["prometheus", "promtool", "python3"].allSatisfy(InstalledTool.isThere)),
  .timeLimit(.minutes(15)))
struct DashboardTests {
  private static let dashboard = "\(Repository.folder)/docs/grafana/podkeeper.json"
  private static let script = "\(Repository.folder)/Tests/Python/query_dashboard.py"

  /// The files that the programs write, with every metric in them.
  private func metrics(_ folder: TemporaryFolder) async throws -> [String] {
    let snapshot = try folder.write(
      "s.json",
      """
      {"kind":"List","items":[
        {"kind":"Node","metadata":{"name":"n"},"status":{
          "allocatable":{"cpu":"4","memory":"8Gi","pods":"10","example.com/gpu":"1"},
          "capacity":{"cpu":"4","memory":"8Gi","pods":"10","example.com/gpu":"1"},
          "conditions":[{"type":"Ready","status":"True"}]}},
        {"kind":"Pod","metadata":{"name":"p","namespace":"a","uid":"u"},
          "spec":{"containers":[{"name":"c","resources":{"requests":{"cpu":"1","example.com/gpu":"1"}}}]},
          "status":{"phase":"Pending"}}]}
      """)
    let files = ["reap", "sample", "capacity", "create"].map { "\(folder.path)/\($0).prom" }
    let reap = try await CommandRun(
      Repository.program("reap-pods"), ["--snapshot", snapshot, "--metrics-file", files[0]])
    #expect(reap.code == 0)
    let sample = try await CommandRun(
      Repository.program("sample-capacity"),
      [
        "--snapshot", snapshot, "--metrics-file", files[1], "--to", "prometheus:\(files[2])", "--all-series",
        "--cluster-name", "c",
      ])
    #expect(sample.code == 0, "\(sample.errorText)")
    let create = try await CommandRun(
      Repository.program("create-metrics"), ["--project", "p", "--metrics-file", files[3]],
      environment: ["GOOGLE_APPLICATION_CREDENTIALS": "/none"])
    #expect(create.code == 78)
    return files
  }

  @Test("Every query returns a series, and every metric is on a panel")
  func queries() async throws {
    let folder = try TemporaryFolder()
    let files = try await metrics(folder)
    let run = try await CommandRun("python3", ["-B", Self.script, Self.dashboard] + files)
    #expect(run.code == 0, "\(run.text)\(run.errorText)")
    // Without the capacity's file, half of the queries return nothing.
    let less = try await CommandRun("python3", ["-B", Self.script, Self.dashboard] + files.prefix(2))
    #expect(less.code == 1)
    #expect(less.text.contains("no series"))
  }
}
