import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: what a user sees", .serialized, .cluster, .timeLimit(.minutes(15)))
struct ReapTranscriptTests {
  @Test("A row per pod, and the sums at the end; a column that is the same everywhere is dropped")
  func table() async throws {
    // Their UIDs decide which is deleted first.
    let pods = [SimulatedPod.expired("1"), .expired("2"), .ours("3")].enumerated().map { number, pod in
      var pod = pod
      pod.uid = "uid-\(number)"
      return pod
    }
    let cluster = try await Cluster(pods: pods)
    var transcript = Transcript("reap-pods")
    try await transcript.run("reap-pods", "-n", "builds", "--dry-run", on: cluster)
    try await transcript.run("reap-pods", "-n", "builds", "--dry-run", "--explain", on: cluster)
    try await transcript.run("reap-pods", "-n", "builds", "--limit", "1", on: cluster)
    try await transcript.run(
      "reap-pods", "-n", "builds", "-o", "wide", on: cluster, comment: "One row shows all columns")
    try await transcript.run("reap-pods", "-n", "builds", on: cluster, comment: "Nothing is left to do")
    try transcript.check()
  }

  @Test("Among many pods that wait for a later run, the few that were deleted are named")
  func fewOfMany() async throws {
    let cluster = try await Cluster(pods: (0..<60).map { .expired("\($0)") })
    let run = try await cluster.reap("-n", "builds", "--limit", "1")
    #expect(run.code == 0)
    let request = try #require(cluster.requests("DELETE").first)
    let deleted = try #require(request.path.split(separator: "/").last)
    #expect(run.text.contains("\(deleted)   expired   deleted   "))
    #expect(run.text.contains("… and 59 more, not listed; --dry-run -o wide lists those that are left."))
  }

  @Test("A namespace that does not exist ends the run with 66 before anything is deleted")
  func missingNamespace() async throws {
    let cluster = try await Cluster(pods: [.expired("1")])
    cluster.cloud.add(namespace: "empty")
    var transcript = Transcript("missing-namespace")
    try await transcript.run("reap-pods", "-n", "bilds", on: cluster)
    try await transcript.run("reap-pods", "-n", "builds", "-n", "bilds", on: cluster)
    #expect(cluster.requests("DELETE").isEmpty)
    try await transcript.run("reap-pods", "-n", "bilds", "--ignore-not-found", on: cluster)
    try await transcript.run("reap-pods", "-n", "empty", on: cluster)
    let namespaces = ["bilds", "empty"].map { "/api/v1/namespaces/\($0)" }
    #expect(Set(cluster.requests("GET").map(\.path)).intersection(namespaces).count == 2)
    #expect(!cluster.requests("GET").contains { $0.path == "/api/v1/namespaces/builds" })
    cluster.cloud.allow("reaper", verbs: ["list", "get", "delete"], resources: ["pods"])
    let reaper = try cluster.folder.write(
      "reaper", cluster.cloud.kubeconfig(token: "reaper-token", user: "reaper"))
    try await transcript.run(
      "reap-pods", "--kubeconfig", reaper, "-n", "bilds",
      comment: "Without the permission to get namespaces, podkeeper cannot know")
    try transcript.check()
  }

  @Test(
    "A missing namespace is in the JSON report, and a gate comes before it in the order of exit codes",
    .tags(.anyCluster))
  func missingNamespaceReport() async throws {
    let cluster = try await Cluster(pods: (0..<11).map { .expired("\($0)") })
    let run = try await cluster.reap("-n", "builds", "-n", "bilds", "-o", "json")
    let report = try Report(run)
    #expect(run.code == 66 && report["gate"] as? String == "missing-namespace")
    #expect(report.count("deferred") == 11)
    let both = try await cluster.reap("-n", "builds", "-n", "bilds", "--max-share", "50")
    #expect(both.code == 3)
    #expect(both.errorText.contains("--max-share allows 50%"))
    #expect(both.errorText.contains("namespace \"\(cluster.namespace("bilds"))\" does not exist"))
    let ignoring = try await cluster.reap("-n", "builds", "-n", "bilds", "--ignore-not-found", "-o", "json")
    #expect(ignoring.code == 0)
    #expect(try Report(ignoring).count("deleted") == 11)
  }

  @Test("A generation given to --retire that no pod carries is probably a typo")
  func unseenRetired() async throws {
    let cluster = try await Cluster(pods: [.ours("1", generation: "g1"), .ours("2", generation: "g2")])
    var transcript = Transcript("unseen-generation")
    try await transcript.run(
      "reap-pods", "-n", "builds", "--retire", "g3", "--retire", "g1", "--dry-run", on: cluster)
    try transcript.check()
  }

  @Test("A refused run says why first, and lists ten pods")
  func refused() async throws {
    let cluster = try await Cluster(
      pods: (10..<22).map { .expired("\($0)") } + (0..<3).map { .ours("\($0)") })
    var transcript = Transcript("refused")
    try await transcript.run("reap-pods", "-n", "builds", "--max-share", "10", on: cluster)
    try transcript.check()
    #expect(cluster.requests("DELETE").isEmpty)
    let report = try Report(try await cluster.reap("-n", "builds", "--max-share", "10", "-o", "json"))
    #expect(report["gate"] as? String == "max-share")
    #expect(report.count("deferred") == 12 && report.pods.count == 12)
  }

  @Test("Sixty pods are only added up, unless all rows are requested")
  func many() async throws {
    let cluster = try await Cluster(
      pods: (10..<60).map { .expired("\($0)") } + (10..<20).map { .expired("\($0)", namespace: "builds-1") })
    var transcript = Transcript("many-pods")
    try await transcript.run("reap-pods", "-A", "--dry-run", on: cluster)
    try transcript.check()
    for arguments in [["--explain"], ["-o", "wide"]] {
      let run = try await cluster.reap(["-A", "--dry-run"] + arguments)
      #expect(run.text.split(separator: "\n").count { $0.contains("buildlet-") } == 60)
    }
  }

  @Test("Each format has the same pods: JSON lines, YAML and names")
  func formats() async throws {
    var pods = [SimulatedPod.expired("1"), .expired("2", namespace: "yes")]
    // YAML quotes only those that begin with a digit.
    pods[0].uid = "0fe2f8a1-7d2e-4b6c-9a53-1f0c2d3e4b5a"
    pods[1].uid = "cf2cc3e3-4c57-4830-a71f-53718b34b872"
    let cluster = try await Cluster(pods: pods)
    var transcript = Transcript("formats")
    try transcript.replace(#"offsetSeconds("?: ?)-?[0-9.e-]+"#, with: "offsetSeconds: NUMBER")
    for format in ["name", "jsonl", "yaml"] {
      try await transcript.run("reap-pods", "-A", "--dry-run", "-o", format, on: cluster)
    }
    cluster.cloud.inject(
      Fault(.status(422), method: "DELETE", path: "/api/v1/namespaces/yes/pods/buildlet-2"))
    try await transcript.run(
      "reap-pods", "-A", "-o", "name", on: cluster, comment: "Only what was deleted has a name here")
    try transcript.check()
  }

  @Test("Without a cluster there is no report in text, and a message says what to do")
  func noCluster() async throws {
    let folder = try TemporaryFolder()
    let environment = ["HOME": folder.path, "KUBECONFIG": ""]
    var transcript = Transcript("no-cluster")
    for program in ["reap-pods", "sample-capacity"] {
      try await transcript.run(program, environment: environment)
      let json = try await CommandRun(Cluster.program(program), ["-o", "json"], environment: environment)
      #expect(try Report(json)["exit.code"] as? Int == 78)
    }
    try transcript.check()
  }

  @Test("On a terminal, rows are cut to its width", .enabled(if: InstalledTool.isThere("script")))
  func terminal() async throws {
    let cluster = try await Cluster(pods: [.expired("1")])
    let program = Cluster.program("reap-pods")
    let command =
      "stty cols 40; \(program) --kubeconfig \(cluster.kubeconfig) -n builds --dry-run 2>/dev/null"
    let run = try await CommandRun("script", ["-qec", command, "/dev/null"])
    let lines = run.text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("reap-pods: ") }
    #expect(lines.first == "NAMESPACE   NAME         REASON    OUTC…")
    #expect(lines.allSatisfy { $0.count <= 40 })
  }
}
