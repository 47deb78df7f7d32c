import TestSupport
import Testing

@testable import Shared

@Suite("The metrics file", .timeLimit(.minutes(15)))
struct MetricsFileTests {
  private let folder: TemporaryFolder
  private let file: MetricsFile

  init() throws {
    folder = try TemporaryFolder()
    file = MetricsFile(path: folder.path + "/reap.prom", tool: "reap-pods", cluster: "a \"b\"")
  }

  private func write(
    _ status: Shared.ExitStatus, at time: Double, _ families: [MetricFamily] = []
  ) throws -> String {
    try file.write(RunMetrics(time: time, duration: 2, status: status), families)
    return String(decoding: try readFile(file.path), as: UTF8.self)
  }

  @Test("Every sample has the labels of the tool and the cluster")
  func labels() throws {
    let own = MetricFamily("podkeeper_reap_pods", help: "Pods.", value: 3, labels: ["outcome": "deleted"])
    let text = try write(.ok, at: 1000, [own])
    let samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(samples.count == 6)
    #expect(
      samples.allSatisfy { $0.contains(#"{cluster="a \"b\"","#) && $0.contains(#"tool="reap-pods"} "#) })
    #expect(
      text.contains(
        "\npodkeeper_reap_pods{cluster=\"a \\\"b\\\"\",outcome=\"deleted\",tool=\"reap-pods\"} 3\n"))
  }

  @Test("The time of the last success survives failures until the next success")
  func lastSuccess() throws {
    _ = try write(.refused, at: 10)
    #expect(file.lastSuccess() == nil)
    _ = try write(.ok, at: 1_795_457_719.25)
    _ = try write(.refused, at: 1_795_457_800)
    _ = try write(.software, at: 1_795_457_900)
    #expect(file.lastSuccess() == 1_795_457_719.25)
    _ = try write(.ok, at: 1_795_458_000)
    #expect(file.lastSuccess() == 1_795_458_000)
  }

  static let name = "podkeeper_run_last_success_timestamp_seconds"

  @Test(
    "Of an old file, only the last success of the same tool and cluster is kept",
    arguments: [
      (#"\#(name){cluster="a \"b\"",tool="reap-pods"} 5"#, 5),
      (#"\#(name){tool="reap-pods",new="x",cluster="a \"b\"",} 5e0 1795457719000"#, 5),
      ("garbage\n\u{0}\n\n\(name)\n" + #"\#(name){cluster="a \"b\"",tool="reap-pods"} 7"# + "\n", 7),
      (#"\#(name){cluster="b",tool="reap-pods"} 5"#, nil),
      (#"\#(name){cluster="a \"b\"",tool="sample-capacity"} 5"#, nil),
      (#"\#(name){xcluster="a \"b\"",tool="reap-pods"} 5"#, nil),
      (#"\#(name){cluster="a \"b\"",tool="reap-pods"} NaN"#, nil),
      (#"\#(name){cluster="a \"b\"",tool="reap-pods"} +Inf"#, nil),
      (#"\#(name){cluster="a \"b\"",tool="reap-pods"} -1"#, nil),
      (#"\#(name){cluster="a \"b\"",tool="reap-pods"}"#, nil),
      (#"\#(name){cluster="a \"b\"",tool="reap-pods""#, nil),
      ("\(name) 5", nil), ("", nil),
    ] as [(String, Double?)])
  func oldFile(text: String, expected: Double?) throws {
    _ = try folder.write("reap.prom", text)
    #expect(file.lastSuccess() == expected)
    _ = try write(.tempfail, at: 10)
    #expect(file.lastSuccess() == expected)
  }

  @Test("A folder in place of the metrics file exits with 73")
  func folderInItsPlace() throws {
    let file = MetricsFile(path: folder.path, tool: "reap-pods", cluster: "c")
    let error = #expect(throws: AtomicFileError.self) {
      try file.write(RunMetrics(time: 1, duration: 1, status: .tempfail))
    }
    #expect(error?.exitStatus == .cantcreat)
  }

  @Test("promtool finds no problem", .enabled(if: Promtool.isInstalled, "promtool is not installed"))
  func promtool() async throws {
    #expect(try await Promtool.check(write(.ok, at: 1_795_457_719)) == "")
    #expect(try await Promtool.check(write(.noperm, at: 1_795_457_720)) == "")
  }
}
