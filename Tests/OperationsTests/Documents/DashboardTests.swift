import Foundation
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
    let files = ["reap", "sample", "capacity", "create"].map { "\(folder.path)/\($0).prom" }
    let cloud = try await SimulatedCloud.start(Behavior(terminationTime: nil))
    var pod = SimulatedPod("buildlet-one", namespace: "builds")
    pod.annotations["delete-at"] = "1700000000"
    cloud.add(pod)
    let reap = try await CommandRun(
      Repository.program("reap-pods"),
      [
        "--kubeconfig", try folder.write("kubeconfig", await cloud.kubeconfig()), "-A", "--metrics-file",
        files[0], "--ledger", folder.path + "/reap",
      ])
    await cloud.stop()
    #expect(reap.code == 0, "\(reap.errorText)")
    // Forecasts take a few samples.
    for minute in 0...7 {
      let snapshot = try folder.write("s.json", Self.snapshot(minute: minute))
      let sample = try await CommandRun(
        Repository.program("sample-capacity"),
        [
          "--snapshot", snapshot, "--now", Self.text(60 * minute), "--metrics-file", files[1],
          "--to", "prometheus:\(files[2])", "--all-series", "--cluster-name", "c",
          "--ledger", folder.path + "/sample", "--estimate", "history",
        ])
      #expect(sample.code == 0, "\(sample.errorText)")
    }
    let create = try await CommandRun(
      Repository.program("create-metrics"), ["--project", "p", "--metrics-file", files[3]],
      environment: ["GOOGLE_APPLICATION_CREDENTIALS": "/none"])
    #expect(create.code == 78)
    return files
  }

  /// A time in seconds after noon.
  private static func text(_ seconds: Int) -> String {
    Date(timeIntervalSince1970: Double(1_795_435_200 + seconds)).formatted(.iso8601)
  }

  /// A node with build pods of the last two minutes, which started after ten seconds.
  private static func snapshot(minute: Int) -> String {
    let pods = (max(0, minute - 1)..<max(1, minute + 1)).flatMap { minute in
      (0..<30).map { number in
        """
        {"kind":"Pod","metadata":{"name":"buildlet-\(minute)-\(number)","namespace":"a",
        "uid":"u-\(minute)-\(number)","resourceVersion":"1",
        "creationTimestamp":"\(text(60 * minute - 59 + number))"},
        "spec":{"nodeName":"n","containers":[
        {"name":"c","resources":{"requests":{"cpu":"1","example.com/gpu":"1"}}}]},
        "status":{"phase":"Running","conditions":[{"type":"PodScheduled","status":"True",
        "lastTransitionTime":"\(text(60 * minute - 58 + number))"}],"containerStatuses":[{"name":"c",
        "restartCount":0,"state":{"running":{"startedAt":"\(text(60 * minute - 49 + number))"}}}]}}
        """
      }
    }
    let node = """
      {"kind":"Node","metadata":{"name":"n"},"status":{
      "allocatable":{"cpu":"400","memory":"800Gi","pods":"500","example.com/gpu":"400"},
      "capacity":{"cpu":"400","memory":"800Gi","pods":"500","example.com/gpu":"400"},
      "conditions":[{"type":"Ready","status":"True"}]}}
      """
    return #"{"kind":"List","items":[\#(([node] + pods).joined(separator: ","))]}"#
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
