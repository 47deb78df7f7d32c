import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "reap-pods: odd lists, odd outputs, and signals at any time", .serialized, .cluster,
  .timeLimit(.minutes(15)))
struct AdversityTests {
  private static let list = "/api/v1/namespaces/builds/pods"

  /// Makes the server answer the list of `builds` with these items.
  private func answerList(_ cluster: Cluster, _ items: [[String: Any]]) throws {
    let list: [String: Any] = [
      "kind": "PodList", "apiVersion": "v1", "metadata": ["resourceVersion": "1"], "items": items,
    ]
    let body = String(decoding: try JSONSerialization.data(withJSONObject: list), as: UTF8.self)
    cluster.cloud.inject(
      Fault(
        .answer(status: 200, headers: ["Content-Type": "application/json"], body: body), method: "GET",
        path: Self.list))
  }

  private func item(_ pod: ExistingPod, name: String? = nil, namespace: String? = "builds") -> [String: Any] {
    var metadata: [String: Any] = [
      "name": name ?? pod.name, "uid": pod.uid, "resourceVersion": pod.resourceVersion,
      "annotations": ["delete-at": "1700000000"],
    ]
    metadata["namespace"] = namespace
    return ["metadata": metadata]
  }

  @Test("A pod listed twice is deleted once and counted once")
  func twice() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let pod = try #require(cluster.cloud.pods().first)
    try answerList(cluster, [item(pod), item(pod)])
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 0)
    let report = try Report(run)
    #expect(report.fates == ["buildlet-one": "expired deleted"])
    #expect(["listed", "kept", "matched"].map(report.count) == [1, 0, 1])
    #expect(report.warnings == ["the list contains it more than once"])
    #expect(cluster.requests("DELETE").count == 1)
  }

  @Test("A pod without a namespace, or from one that was not requested, is kept; others are deleted")
  func otherNamespaces() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .expired("one", namespace: "other")])
    let (one, other) = (cluster.cloud.pods()[0], cluster.cloud.pods()[1])
    try answerList(cluster, [item(other, namespace: "other"), item(other, namespace: nil), item(one)])
    let run = try await cluster.reap("-n", "builds", "-o", "json")
    #expect(run.code == 76)
    #expect(try Report(run).fates == ["buildlet-one": "expired deleted"])
    #expect(cluster.cloud.pods().map(\.namespace) == ["other"])
    #expect(cluster.requests("DELETE").map(\.path) == ["\(Self.list)/buildlet-one"])
  }

  @Test("An invalid name never goes into a path, and cannot forge a line of output")
  func names() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let pod = try #require(cluster.cloud.pods().first)
    let odd = [
      "../../other/pods/x", ".", "..", "", "a%2e", "a\nb  c  expired  deleted\u{1b}[31m",
      "x\u{85}y\u{202e}z",
    ]
    try answerList(
      cluster,
      (odd + ["a?dryRun=All"]).map { item(pod, name: $0) }.enumerated().map { index, item in
        var metadata = item["metadata"] as? [String: Any] ?? [:]
        metadata["uid"] = "uid-\(index)"
        return ["metadata": metadata]
      })
    let run = try await cluster.reap("-n", "builds", "--log-level", "debug")
    #expect(run.code == 76)
    #expect(cluster.requests("DELETE").map(\.target) == ["\(Self.list)/a%3FdryRun%3DAll"])
    // The pod, and the sums.
    #expect(run.text.split(whereSeparator: \.isNewline).count == 4)
    #expect(
      !(run.text + run.errorText).unicodeScalars.contains {
        $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
      })
    let report = try Report(try await cluster.reap("-n", "builds", "--dry-run", "-o", "json"))
    #expect(report.fates.keys.sorted() == ["a?dryRun=All"])
    #expect(report.warnings.count == odd.count)
    #expect(run.errorText.split(separator: "\n").allSatisfy { $0.hasPrefix("reap-pods: ") })
    #expect(cluster.cloud.pods().map(\.uid) == [pod.uid])
  }

  @Test("A huge annotation is not repeated in the report")
  func huge() async throws {
    var pod = SimulatedPod.ours("one", deleteAt: SimulatedPod.farFuture)
    pod.annotations["generation"] = String(repeating: "g", count: 200_000)
    let cluster = try await Cluster(pods: [pod])
    let run = try await cluster.reap("-n", "builds", "--generation", "g2", "-o", "json")
    #expect(try Report(run).fates == ["buildlet-one": "foreign-generation deleted"])
    #expect(run.output.count < 2000)
  }

  @Test(
    "If the report cannot be written, the run ends in 74 but deletes its pods",
    arguments: ["> /dev/full", ">&-", "| true", "<&- >&- 2>&-"])
  func output(redirection: String) async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .expired("two")])
    let code = cluster.folder.path + "/code"
    let metrics = cluster.folder.path + "/x.prom"
    _ = try await CommandRun(
      "sh",
      [
        "-c",
        #"{ "$0" --kubeconfig "$1" -n builds -o json --metrics-file "$2"; echo $? > "$3"; } \#(redirection)"#,
        Cluster.program("reap-pods"), cluster.kubeconfig, metrics, code,
      ])
    #expect(try String(contentsOfFile: code, encoding: .utf8) == "74\n")
    #expect(try await cluster.names.isEmpty)
    #expect(cluster.requests("DELETE").count == 2)
    // None of the output went to the server's connection.
    #expect(cluster.cloud.connectionCount == 1)
    let text = try String(contentsOfFile: metrics, encoding: .utf8)
    #expect(text.contains("podkeeper_run_exit_code{cluster=\"simulated\",tool=\"reap-pods\"} 74\n"))
  }

  @Test("A file size limit makes the metrics file fail, and no temporary file is left")
  func fileSizeLimit() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let metrics = cluster.folder.path + "/metrics"
    try FileManager.default.createDirectory(atPath: metrics, withIntermediateDirectories: false)
    let run = try await CommandRun(
      "sh",
      [
        "-c", #"ulimit -f 0; exec "$0" --kubeconfig "$1" -n builds -o json --metrics-file "$2""#,
        Cluster.program("reap-pods"), cluster.kubeconfig, metrics + "/x.prom",
      ])
    #expect(run.code == 74)
    #expect(run.errorText.contains("x.prom: File too large"))
    #expect(try Report(run).fates == ["buildlet-one": "expired deleted"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: metrics) == [])
  }

  /// The request during which the signal arrives, because its answer is held back.
  static let phases: [(method: String, target: String)] = [
    ("GET", "/version"), ("POST", "/apis/authorization.k8s.io/"),
    ("GET", "/apis/coordination.k8s.io/"), ("GET", list), ("DELETE", "\(list)/"),
    ("POST", "/apis/events.k8s.io/"), ("GET", "\(list)?watch=1"),
  ]

  @Test("SIGTERM at any time starts nothing new, writes the report and ends in 75", arguments: phases)
  func signals(method: String, target: String) async throws {
    let cluster = try await Cluster(Behavior(terminationTime: nil), pods: [.expired("one", node: "node-1")])
    let now = Int64(Date().timeIntervalSince1970)
    cluster.cloud.add(
      SimulatedLease("l", holder: "g2", renewTime: now, acquireTime: now - 3600, durationSeconds: 3600))
    let gate = Gate()
    cluster.cloud.inject(Fault(.hold(gate), method: method, containing: target))
    let run = try await CommandRun(
      Cluster.program("reap-pods"),
      [
        "--kubeconfig", cluster.kubeconfig, "-n", "builds", "--events", "--wait", "1m", "--generation-from",
        "lease/builds/l", "-o", "json",
      ]
    ) { terminate in
      try await waitUntil { gate.arrived > 0 }
      try terminate()
      gate.open()
    }
    #expect(run.code == 75)
    #expect(run.errorText.contains("interrupted (SIGTERM)"))
    let report = try Report(run)
    #expect(report.count("failed") == 0)
    let isTerminating = cluster.cloud.pods().allSatisfy(\.isTerminating)
    #expect(report.count("deleted") == (isTerminating ? 1 : 0))
    #expect(cluster.requests("DELETE").count == (isTerminating ? 1 : 0))
  }
}
