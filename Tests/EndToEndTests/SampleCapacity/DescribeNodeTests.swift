import Foundation
import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite(
  "sample-capacity: the same numbers as kubectl describe node",
  .enabled("there is no kubectl here") { await Kubectl.version() != nil }, .cluster, .timeLimit(.minutes(15)))
struct DescribeNodeTests {
  private static func odd(_ name: String, _ node: String, _ requests: [String: String]) -> SimulatedPod {
    var pod = SimulatedPod.ours(name, node: node)
    pod.containers = [.init(requests: requests), .init("side", requests: ["cpu": "100100u"])]
    return pod
  }

  /// Pods that kubectl 1.29 to 1.36 count in the same way.
  private static var pods: [SimulatedPod] {
    var initial = odd("init", "node-1", ["cpu": "1", "memory": "10Mi"])
    initial.initContainers = [
      .init("first", requests: ["cpu": "3", "memory": "1000001"]),
      .init("stays", requests: ["cpu": "250m"], restartPolicy: "Always"),
      .init("last", requests: ["cpu": "2900m", "memory": "64Mi"]),
    ]
    var overhead = odd("overhead", "node-2", ["memory": "1.5Gi"])
    overhead.spec = ["overhead": ["cpu": "250m", "memory": "120Mi"]]
    var limits = odd("limits", "node-2", [:])
    limits.containers = [.init(requests: [:], limits: ["cpu": "1", "memory": "1Gi"])]
    var ended = odd("ended", "node-2", ["cpu": "7"])
    ended.phase = "Succeeded"
    var going = odd("going", "node-3", ["cpu": "1n", "memory": "0.5Ki"])
    going.deletionTime = SimulatedPod.hoursAgo
    let fractions = (0..<5).map { odd("fraction-\($0)", "node-3", ["cpu": "1u", "memory": "100m"]) }
    return [initial, overhead, limits, ended, going, odd("pending", "node-1", ["cpu": "2"])] + fractions
  }

  @Test("The allocated resources are the same, node by node")
  func allocated() async throws {
    let cluster = try await Cluster(pods: Self.pods)
    for number in 1...4 { cluster.cloud.add(SimulatedNode("node-\(number)")) }
    var bulk = BulkPods(count: 200)
    bulk.nodes = 4
    cluster.cloud.add(bulk)
    let report = try Report(try await cluster.sample("--accounting", "kubectl", "--nodes", "-o", "json"))
    #expect(report.nodeRows.count == 4)
    let kubectl = try await Kubectl(cluster.cloud)
    for row in report.nodeRows {
      let name = try #require(row["name"] as? String)
      let requested = try #require(row["requested"] as? [String: Int64])
      let described = try await kubectl.run("describe", "node", name).text
      let cpu = try Self.requests(of: "cpu", in: described)
      let memory = try Self.requests(of: "memory", in: described)
      #expect(try ParsedQuantity(cpu).quantity.milli == requested["cpuMilli"], "\(name)")
      #expect(try ParsedQuantity(memory).quantity.value == requested["memoryBytes"], "\(name)")
      let pods = try #require(described.firstMatch(of: /Non-terminated Pods: +\((\d+) in total\)/))
      #expect(Int64(pods.1) == requested["pods"])
    }
  }

  /// Reads the first column after the name in the table below "Allocated resources".
  private static func requests(of resource: String, in text: String) throws -> String {
    let table = try #require(text.components(separatedBy: "Allocated resources:").last)
    let row = try #require(
      table.split(separator: "\n").first { $0.split(separator: " ").first == Substring(resource) })
    return String(row.split(separator: " ")[1])
  }
}
