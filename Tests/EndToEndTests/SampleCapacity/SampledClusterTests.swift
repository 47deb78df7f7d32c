import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("sample-capacity: clusters", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SampledClusterTests {
  private static let nodes = "/api/v1/nodes"
  private static let pods = "/api/v1/pods"

  private func cluster(pods: Int = 600, version: String = "1.36.2") async throws -> Cluster {
    var behavior = Behavior()
    behavior.version = version
    let cluster = try await Cluster(behavior)
    var bulk = BulkPods(count: pods)
    bulk.nodes = 7
    bulk.namespaces = 3
    cluster.cloud.add(bulk)
    return cluster
  }

  private func lists(_ cluster: Cluster, _ path: String) -> [ReceivedRequest] {
    cluster.requests("GET").filter { $0.path == path }
  }

  @Test("One connection carries three requests: the version, the nodes, and the pods that have not ended")
  func requests() async throws {
    let cluster = try await cluster()
    let run = try await cluster.sample("-o", "json")
    #expect(run.code == 0)
    #expect(cluster.requests("GET").map(\.path) == ["/version", Self.nodes, Self.pods])
    #expect(Set(cluster.requests("GET").map(\.connection)).count == 1)
    #expect(cluster.requests("GET").allSatisfy { $0.httpVersion == "1.1" })
    #expect(
      lists(cluster, Self.pods)[0].query["fieldSelector"]
        == "status.phase!=Succeeded,status.phase!=Failed")
    for list in [Self.nodes, Self.pods] {
      #expect(
        lists(cluster, list)[0].header("Accept") == "application/vnd.kubernetes.protobuf,application/json")
    }
    let report = try Report(run)
    #expect(report.number("nodes.total") == 7)
    #expect(report["cluster.name"] as? String == "simulated")
    #expect((report["cluster.server"] as? String)?.hasPrefix("https://127.0.0.1:") == true)
    #expect(run.errorText.hasSuffix("exit 0 ok\n"))
  }

  @Test("Protobuf, JSON, whole lists, pages and kubectl's output give the same numbers")
  func agreement() async throws {
    let cluster = try await cluster(version: "1.33.1")
    let arguments = ["--nodes", "-o", "json"]
    func numbers(_ run: CommandRun) throws -> NSDictionary {
      #expect(run.code == 0)
      var json = try Report(run).json
      // The server is counted as 1.33, the snapshot as the newest release. No pod here is being resized.
      for member in ["time", "cluster", "accountingVersion"] { json[member] = nil }
      json["pods"] = (json["pods"] as? [String: Any])?.filter { $0.key != "oldestPendingSeconds" }
      return json as NSDictionary
    }
    let paged = try numbers(try await cluster.sample("--nodes", "-o", "json"))
    #expect(lists(cluster, Self.pods).map { $0.query["limit"] } == ["500", "500"])
    #expect(lists(cluster, Self.nodes).map { $0.query["limit"] } == ["500"])
    #expect(try numbers(try await cluster.sample("--nodes", "-o", "json", "--page-size", "0")) == paged)
    #expect(try numbers(try await cluster.sample("--nodes", "-o", "json", "--page-size", "3")) == paged)
    cluster.cloud.behavior.answersProtobuf = false
    #expect(try numbers(try await cluster.sample("--nodes", "-o", "json")) == paged)
    guard await Kubectl.version() != nil else { return }
    let kubectl = try await Kubectl(cluster.cloud)
    let snapshots = try await ["nodes", "pods"].asyncMap { kind in
      try cluster.folder.write(kind, try await kubectl.run("get", kind, "-A", "-o", "json").text)
    }
    let run = try await Sampling.run(["--snapshot", snapshots[0], "--snapshot", snapshots[1]] + arguments)
    #expect(try numbers(run) == paged)
  }

  @Test(
    "A list that was cut off is requested again in pages, and nothing counts twice",
    arguments: [nodes, pods])
  func cutOnce(path: String) async throws {
    let cluster = try await cluster()
    let whole = try Report(try await cluster.sample("-o", "json"))
    cluster.cloud.inject(Fault(.cut(after: 3000, .streamReset), path: path, times: 1))
    let run = try await cluster.sample("-o", "json")
    #expect(run.code == 0)
    #expect(lists(cluster, path).count > 2)
    for member in ["cpu", "memory", "nodes"] {
      #expect(try Report(run)[member] as? NSDictionary == whole[member] as? NSDictionary)
    }
  }

  @Test(
    "An incomplete list gives no numbers, never zeros, and nothing is written",
    arguments: [nodes, pods],
    [
      (FaultAction.cut(after: 3000, .closed), 76), (.statusInBody(after: 3000), 76), (.garbage, 76),
      (.status(500), 69), (.status(403), 77),
    ] as [(FaultAction, Int32)])
  func failures(path: String, fault: (FaultAction, Int32)) async throws {
    let cluster = try await cluster()
    cluster.cloud.inject(Fault(fault.0, path: path))
    let csv = cluster.folder.path + "/out.csv"
    let run = try await cluster.sample("-o", "json", "--to", "csv:" + csv)
    #expect(run.code == fault.1)
    let report = try Report(run)
    for member in ["nodes", "cpu", "memory", "pods", "estimate", "used.cpu"] {
      #expect(report.isNull(member))
    }
    #expect((report["written"] as? [Any])?.isEmpty == true)
    #expect(!FileManager.default.fileExists(atPath: csv))
    #expect(run.errorText.hasSuffix("no sample; exit \(fault.1) \(report["exit.name"] ?? "")\n"))
  }

  @Test("A page that has expired restarts the list, once")
  func expiredToken() async throws {
    let cluster = try await cluster(version: "1.33.1")
    let whole = try Report(try await cluster.sample("-o", "json"))
    cluster.cloud.forgetRequests()
    cluster.cloud.inject(Fault(.expiredToken, path: Self.pods, containing: "continue=", times: 1))
    let run = try await cluster.sample("-o", "json")
    #expect(run.code == 0)
    #expect(lists(cluster, Self.pods).map { $0.query["continue"] == nil } == [true, false, true, false])
    #expect(try Report(run)["cpu"] as? NSDictionary == whole["cpu"] as? NSDictionary)
    cluster.cloud.inject(Fault(.expiredToken, path: Self.pods, containing: "continue="))
    #expect(try await cluster.sample().code == 69)
  }

  @Test(
    "If pods are on a node that was not listed, the nodes are listed again before the pods count as orphaned")
  func newNode() async throws {
    let cluster = try await Cluster()
    cluster.cloud.add(SimulatedNode("node-1"))
    try await cluster.add(SimulatedPod.ours("one", node: "node-1"))
    let none = #"{"kind":"NodeList","apiVersion":"v1","metadata":{},"items":[]}"#
    cluster.cloud.inject(
      Fault(
        .answer(status: 200, headers: ["Content-Type": "application/json"], body: none), path: Self.nodes,
        times: 1))
    let found = try Report(try await cluster.sample("-o", "json"))
    #expect(found.number("pods.orphaned") == 0 && found.number("pods.bound") == 1)
    #expect(lists(cluster, Self.nodes).count == 2)
    try await cluster.add(SimulatedPod.ours("two", node: "gone"))
    let orphan = try Report(try await cluster.sample("-o", "json"))
    #expect(orphan.number("pods.orphaned") == 1 && orphan.number("pods.bound") == 1)
    #expect(lists(cluster, Self.nodes).count == 4)
  }

  @Test("The metrics file says how the run ended, and is valid")
  func metricsFile() async throws {
    let cluster = try await cluster(pods: 20)
    let file = cluster.folder.path + "/sample.prom"
    func text() throws -> String { try String(contentsOfFile: file, encoding: .utf8) }
    #expect(try await cluster.sample("--metrics-file", file).code == 0)
    let labels = #"{cluster="simulated",tool="sample-capacity"}"#
    #expect(try text().contains("podkeeper_run_success\(labels) 1\n"))
    #expect(try text().contains("podkeeper_capacity_warnings\(labels) 0\n"))
    if Promtool.isInstalled { #expect(try await Promtool.check(text()).isEmpty) }
    cluster.cloud.inject(Fault(.status(403), path: Self.pods))
    #expect(try await cluster.sample("--metrics-file", file).code == 77)
    #expect(try text().contains("podkeeper_run_exit_code\(labels) 77\n"))
    #expect(try await cluster.sample("--metrics-file", "/nonexistent/x.prom").code == 77)
  }

  @Test("The deadline ends the run with 75 and a report without numbers; no request follows")
  func deadline() async throws {
    let cluster = try await cluster(pods: 20)
    cluster.cloud.inject(Fault(.delay(.seconds(2)), path: "/version"))
    let run = try await cluster.sample("--deadline", "1s", "-o", "json")
    #expect(run.code == 75)
    #expect(try Report(run).isNull("cpu"))
    #expect(run.errorText.contains("the deadline ended the run"))
    #expect(lists(cluster, Self.pods).isEmpty)
  }
}

extension Array where Element == String {
  fileprivate func asyncMap(_ body: (String) async throws -> String) async throws -> [String] {
    var all: [String] = []
    for element in self { all.append(try await body(element)) }
    return all
  }
}
