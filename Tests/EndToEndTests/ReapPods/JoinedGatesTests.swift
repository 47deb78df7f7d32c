import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "reap-pods: gates combined with other rules and limits", .serialized, .cluster,
  .timeLimit(.minutes(15)))
struct JoinedGatesTests {
  private func expired(_ count: Int) -> [SimulatedPod] { (0..<count).map { .expired("\($0)") } }

  @Test("--limit does not reduce the share of matched pods")
  func shareBesideLimit() async throws {
    let cluster = try await Cluster(pods: expired(12))
    let run = try await cluster.reap("-n", "builds", "--max-share", "50", "--limit", "5", "-o", "json")
    #expect(run.code == 3)
    #expect(cluster.requests("DELETE").isEmpty)
  }

  @Test("An unseen generation blocks only foreign pods")
  func unseenBesideExpired() async throws {
    let cluster = try await Cluster(pods: expired(11))
    let run = try await cluster.reap("-n", "builds", "--generation", "g3", "-o", "json")
    #expect(run.code == 0)
    #expect(try Report(run).count("deleted") == 11)
  }

  @Test("An unseen generation also stops a run on a snapshot")
  func unseenInSnapshot() async throws {
    let folder = try TemporaryFolder()
    let pods = (0..<11).map { index in
      """
      {"metadata":{"name":"buildlet-\(index)","namespace":"builds","uid":"u\(index)","resourceVersion":"1",
      "creationTimestamp":"2026-11-20T10:00:00Z","labels":{"generation":"g1"},
      "annotations":{"delete-at":"4102444800"}}}
      """
    }
    let list = #"{"apiVersion":"v1","kind":"PodList","items":[\#(pods.joined(separator: ","))]}"#
    let run = try await CommandRun(
      Cluster.program("reap-pods"),
      [
        "--snapshot", try folder.write("list.json", list), "--now", "2026-11-23T12:00:00Z",
        "--generation", "g3",
      ])
    #expect(run.code == 3)
    #expect(run.errorText.contains("no pod carries the generation g3"))
  }

  @Test("A generation that was live before the list but not after it is not retired")
  func retiredMeanwhile() async throws {
    let cluster = try await Cluster(pods: [.ours("one", generation: "g1")])
    try await cluster.add(SimulatedConfigMap("alive", data: ["generations": "g2\n"]))
    let before =
      #"{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"alive","namespace":"builds"},"#
      + #""data":{"generations":"g1\n"}}"#
    let configMap = "/api/v1/namespaces/builds/configmaps/alive"
    cluster.cloud.inject(
      Fault(
        .answer(status: 200, headers: ["Content-Type": "application/json"], body: before),
        path: configMap, times: 1))
    let run = try await cluster.reap(
      "-n", "builds", "--retire", "g1", "--generation-from", "configmap/builds/alive/generations")
    #expect(run.code == 3)
    #expect(cluster.requests("GET").count { $0.path == configMap } == 2)
    #expect(try await cluster.names == ["buildlet-one"])
  }

  @Test("A report that cannot be written does not hide that a gate stopped the run")
  func refusedAndUnwritten() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    cluster.cloud.inject(Fault(.noDate))
    let run = try await CommandRun(
      "sh",
      [
        "-c", #""$0" --kubeconfig "$1" -n builds > /dev/full"#, Cluster.program("reap-pods"),
        cluster.kubeconfig,
      ])
    #expect(run.code == 3)
    #expect(run.errorText.contains("could not write the report"))
  }
}
