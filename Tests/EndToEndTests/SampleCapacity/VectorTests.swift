import Foundation
import TestSupport
import Testing

@Suite("sample-capacity: Kubernetes' own test vectors", .timeLimit(.minutes(15)))
struct VectorTests {
  private func vectors(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: Repository.vectors + "/" + name))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// A snapshot with one pod per vector, each bound to its own node.
  private func snapshot(of cases: [[String: Any]]) throws -> [String] {
    try cases.indices.flatMap { index in
      var pod = cases[index]["pod"] as? [String: Any] ?? [:]
      pod["apiVersion"] = "v1"
      pod["kind"] = "Pod"
      pod["metadata"] = ["name": "p\(index)", "namespace": "builds"]
      var spec = pod["spec"] as? [String: Any] ?? [:]
      spec["nodeName"] = "n\(index)"
      pod["spec"] = spec
      let text = String(decoding: try JSONSerialization.data(withJSONObject: pod), as: UTF8.self)
      return [text, Sampling.node("n\(index)")]
    }
  }

  /// A snapshot is counted as the newest known release counts, 1.37. The vectors are those of 1.36, and these two pods
  /// are the ones whose sums differ: without `resources`, allocated counts; a plain init container's status counts.
  private static let newer = [
    "R07 allocated without resources ignored": Int64(3000), "R09 plain init never uses status": 9000,
  ]

  @Test("Pod requests match, pod by pod and in sum", arguments: ["scheduler", "kubectl"])
  func pods(accounting: String) async throws {
    let cases = try vectors("pod-requests.json")["cases"] as? [[String: Any]] ?? []
    let run = try await Sampling.snapshot(
      snapshot(of: cases), ["-o", "json", "--nodes", "--accounting", accounting])
    #expect(run.code == 0)
    let report = try Report(run)
    #expect(report["accounting"] as? String == accounting)
    let rows = Dictionary(uniqueKeysWithValues: report.nodeRows.map { ($0["name"] as? String ?? "", $0) })
    #expect(rows.count == 23)
    var sums: [String: Int64] = [:]
    for (index, vector) in cases.enumerated() {
      var expected = vector[accounting] as? [String: Int64] ?? [:]
      if accounting == "scheduler", let newer = Self.newer[vector["id"] as? String ?? ""] {
        expected["cpuMilli"] = newer
      }
      let found = rows["n\(index)"]?["requested"] as? [String: Int64] ?? [:]
      for name in ["cpuMilli", "memoryBytes"] {
        #expect(found[name] == expected[name], "\(vector["id"] ?? "") \(name)")
        sums[name, default: 0] += expected[name] ?? 0
      }
    }
    #expect(report.number("cpu.boundMilli") == sums["cpuMilli"])
    #expect(report.number("memory.boundBytes") == sums["memoryBytes"])
  }

  private static func escaped(_ vector: [String: Any]) -> String { vector["in"] as? String ?? "" }

  @Test("Valid quantities match, as CPU and as memory, one by one")
  func quantities() async throws {
    let valid = try vectors("quantity.json")["valid"] as? [[String: Any]] ?? []
    for (resource, unit, member) in [("cpu", "cpuMilli", "milli"), ("memory", "memoryBytes", "value")] {
      let countable = valid.filter { $0[member] as? Int64 ?? -1 >= 0 }
      #expect(countable.count > 25)
      let items = countable.enumerated().flatMap { index, vector in
        [
          Sampling.pod("p\(index)", node: "n\(index)", "\"\(resource)\":\"\(Self.escaped(vector))\""),
          Sampling.node("n\(index)"),
        ]
      }
      let run = try await Sampling.snapshot(items, ["-o", "json", "--nodes"])
      #expect(run.code == 0)
      let rows = Dictionary(
        uniqueKeysWithValues: try Report(run).nodeRows.map { row in
          (row["name"] as? String ?? "", (row["requested"] as? [String: Any])?[unit] as? Int64)
        })
      for (index, vector) in countable.enumerated() {
        #expect(rows["n\(index)"] == .some(vector[member] as? Int64), "\(Self.escaped(vector))")
      }
    }
  }

  @Test("Unreadable, negative and too large quantities leave out their pod or node: 65, with a warning")
  func wrongQuantities() async throws {
    let vectors = try vectors("quantity.json")
    let invalid = (vectors["invalid"] as? [[String: Any]] ?? []).map(Self.escaped)
    let tooLarge = (vectors["valid"] as? [[String: Any]] ?? []).filter { $0["value"] is NSNull }.map(
      Self.escaped)
    let negative = (vectors["valid"] as? [[String: Any]] ?? []).filter { $0["value"] as? Int64 ?? 0 < 0 }.map(
      Self.escaped)
    #expect(!invalid.isEmpty && !tooLarge.isEmpty && !negative.isEmpty)
    let wrong = invalid + tooLarge + negative
    let pods = wrong.enumerated().map { Sampling.pod("p\($0)", node: "good", "\"memory\":\"\($1)\"") }
    let nodes = wrong.enumerated().map { Sampling.node("n\($0)", "\"cpu\":\"1\",\"memory\":\"\($1)\"") }
    let run = try await Sampling.snapshot(
      pods + nodes + [Sampling.node("good"), Sampling.pod("q", node: "good", #""memory":"1Gi""#)])
    #expect(run.code == 65)
    let report = try Report(run)
    #expect(report.number("nodes.total") == 1 && report.number("pods.bound") == 1)
    #expect(report.number("memory.boundBytes") == 1 << 30)
    #expect(report.warnings.count + report.warningsOmitted == 2 * wrong.count)
    #expect(report["exit.name"] as? String == "data")
  }

  @Test("A milli-quantity beyond 64 bits is too large for CPU only")
  func milliOverflow() async throws {
    let node = Sampling.node("n")
    let asMemory = try await Sampling.snapshot([node, Sampling.pod("p", node: "n", #""memory":"1E""#)])
    #expect(asMemory.code == 0)
    #expect(try Report(asMemory).number("memory.boundBytes") == 1_000_000_000_000_000_000)
    let asCPU = try await Sampling.snapshot([node, Sampling.pod("p", node: "n", #""cpu":"1E""#)])
    #expect(asCPU.code == 65)
    #expect(
      asCPU.errorText.contains("pod builds/p: spec.containers[0].resources.requests.cpu: '1E' is too large"))
  }

  @Test("9Ei counts as 2^63-1, with a warning; so does a sum")
  func saturation() async throws {
    let items = [Sampling.node("n")] + ["a", "b"].map { Sampling.pod($0, node: "n", #""memory":"9Ei""#) }
    let run = try await Sampling.snapshot(items)
    #expect(run.code == 0)
    #expect(try Report(run).number("memory.boundBytes") == .max)
    #expect(
      try Report(run).warnings.map { $0.contains("2^63-1") } == [true, true, true])
  }
}
