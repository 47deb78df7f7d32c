import TestSupport
import Testing

@Suite("The alerts", .enabled(if: InstalledTool.isThere("promtool")), .timeLimit(.minutes(15)))
struct AlertTests {
  private static let folder = "\(Repository.folder)/docs/alerts"

  @Test("Prometheus accepts the rules, and they fire only when they should")
  func rules() async throws {
    let checked = try await CommandRun("promtool", ["check", "rules", "\(Self.folder)/podkeeper.rules.yaml"])
    #expect(checked.code == 0, "\(checked.text)\(checked.errorText)")
    let tested = try await CommandRun(
      "promtool", ["test", "rules", "\(Self.folder)/podkeeper.rules.test.yaml"])
    #expect(tested.code == 0, "\(tested.text)\(tested.errorText)")
  }

  @Test("A run writes every metric that the rules use")
  func metrics() async throws {
    let folder = try TemporaryFolder()
    let snapshot = try folder.write("pods.json", #"{"kind":"PodList","apiVersion":"v1","items":[]}"#)
    let file = "\(folder.path)/run.prom"
    let run = try await CommandRun(
      Repository.program("reap-pods"), ["--snapshot", snapshot, "--metrics-file", file])
    #expect(run.code == 0)
    let nodes = try folder.write("nodes.json", #"{"kind":"NodeList","apiVersion":"v1","items":[]}"#)
    let capacity = "\(folder.path)/capacity.prom"
    let sample = try await CommandRun(
      Repository.program("sample-capacity"), ["--snapshot", nodes, "--to", "prometheus:\(capacity)"])
    #expect(sample.code == 0)
    let written = try await CommandRun("cat", [file, capacity]).text
    let rules = try Repository.text("docs/alerts/podkeeper.rules.yaml")
    let names = Set(rules.matches(of: /podkeeper_[a-z_]+/).map { String($0.output) })
    #expect(names.count == 6)
    for name in names { #expect(written.contains("# TYPE \(name) "), "\(name)") }
  }
}
