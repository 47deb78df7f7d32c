import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("sample-capacity: numbers from outside", .serialized, .timeLimit(.minutes(15)))
struct ForeignNumbersTests {
  private static func refusal(_ summary: String) -> FaultAction {
    let type = "type.googleapis.com/google.monitoring.v3.CreateTimeSeriesSummary"
    return .answer(
      status: 400, headers: ["Content-Type": "application/json"],
      body: """
        {"error":{"code":400,"status":"INVALID_ARGUMENT","message":"no","details":[{"@type":"\(type)",\(summary)}]}}
        """)
  }

  @Test(
    "Impossible counts from Cloud Monitoring are 76 with a report, and the points are kept",
    arguments: [
      #""errors":[{"pointCount":9223372036854775807},{"pointCount":9223372036854775807}]"#,
      #""successPointCount":9223372036854775807"#, #""successPointCount":"-9223372036854775808""#,
    ])
  func counts(summary: String) async throws {
    let sampler = try await Sampler()
    sampler.google.inject(Fault(Self.refusal(summary), path: "/v3/*"))
    let run = try await sampler.deliver(0)
    #expect(run.code == 76, "\(run.errorText)")
    #expect(try Report(run).written == ["cloud-monitoring kept 0 2"])
    #expect(run.errorText.contains("the answer contradicts itself"))
    let lost = try await sampler.sample(1, Sampler.monitoring)
    #expect(lost.code == 76)
    #expect(try Report(lost).written == ["cloud-monitoring failed 0 0"])
    sampler.google.callOffFaults()
    #expect(try Report(try await sampler.deliver(2)).written == ["cloud-monitoring ok 4 0"])
    await sampler.google.stop()
  }

  @Test("A collector that rejects more points than it got is 76 with a report")
  func collector() async throws {
    let sampler = try await Sampler()
    let collector = try await SimulatedCollector.start(
      answer: #"{"partialSuccess":{"rejectedDataPoints":"9223372036854775807"}}"#)
    let run = try await sampler.sample(0, ["--to", "otlp:\(collector.url)", "--cluster-name", "c"])
    #expect(run.code == 76)
    #expect(try Report(run).written == ["otlp:\(collector.url)/v1/metrics failed 0 0"])
    await sampler.google.stop()
    await collector.stop()
  }

  @Test("Backlog files that claim an impossible number of points are set aside, once")
  func backlog() async throws {
    let sampler = try await Sampler()
    sampler.google.inject(DeliveryTests.refusal)
    _ = try await sampler.deliver(0)
    sampler.google.callOffFaults()
    let kept = try #require(sampler.kept().first)
    let folder = sampler.state + "/" + kept.split(separator: "/").dropLast().joined(separator: "/")
    let names = [1, 2].map { "\($0)-9223372036854775807.json" }
    for name in names { try Data("{}".utf8).write(to: URL(filePath: "\(folder)/\(name)")) }
    let run = try await sampler.deliver(1)
    #expect(run.code == 74, "\(run.errorText)")
    #expect(try Report(run).written == ["cloud-monitoring partial 4 0"])
    for name in names { #expect(FileManager.default.fileExists(atPath: "\(folder)/\(name).corrupt")) }
    #expect(try await sampler.deliver(2).code == 0)
    #expect(try sampler.arrived() == [0, 1, 2])
    await sampler.google.stop()
  }

  @Test(
    "No lifetime of a token crashes a run",
    arguments: ["9223372036854775807", "-9223372036854775808", "1e308", "\"-9223372036854775808\""])
  func tokens(seconds: String) async throws {
    let sampler = try await Sampler()
    let body = #"{"access_token":"unknown","expires_in":\#(seconds),"token_type":"Bearer"}"#
    sampler.google.inject(
      Fault(
        .answer(
          status: 200, headers: ["Content-Type": "application/json", "Metadata-Flavor": "Google"], body: body),
        path: "/computeMetadata/v1/instance/service-accounts/default/token*"))
    let run = try await sampler.deliver(0)
    #expect(run.code == 77, "\(run.errorText)")
    #expect(try Report(run).written == ["cloud-monitoring kept 0 2"])
    await sampler.google.stop()
  }

  @Test(
    "A pod with a negative request is left out with a warning, and the rest is written",
    arguments: ["-1", "-1m", "-9223372036854775808", "-1e308", "-0.000000001"])
  func negativePod(cpu: String) async throws {
    let folder = try TemporaryFolder()
    let items = [
      Sampling.node("n"), Sampling.pod("a", node: "n", #""cpu":"1""#),
      Sampling.pod("odd", node: "n", #""cpu":"\#(cpu)""#),
    ]
    let run = try await Sampling.snapshot(items, ["-o", "json", "--to", "csv:\(folder.path)/x.csv"])
    #expect(run.code == 65)
    let report = try Report(run)
    #expect(report.number("cpu.runningMilli") == 1000 && report["used.cpu"] as? Double == 0.25)
    #expect(report.number("pods.running") == 1)
    #expect(run.errorText.contains("pod builds/odd: spec.containers[0].resources.requests.cpu: '\(cpu)' is "))
    #expect(report.written.first?.contains("x.csv ok") == true)
  }

  @Test(
    "A node with a negative amount is left out with its pods, and nothing is written",
    arguments: ["cpu", "memory", "pods"])
  func negativeNode(resource: String) async throws {
    let folder = try TemporaryFolder()
    let others = ["cpu", "memory", "pods"].filter { $0 != resource }.map { #""\#($0)":"4""# }
    let odd = others + [#""\#(resource)":"-9223372036854775807""#]
    let items = [
      Sampling.node("n"), Sampling.node("odd", odd.joined(separator: ",")),
      Sampling.pod("a", node: "n", #""cpu":"1""#), Sampling.pod("b", node: "odd", #""cpu":"1""#),
      // Subtracting two pods from the slots would overflow.
      Sampling.pod("c", node: "odd", #""cpu":"1""#),
    ]
    let run = try await Sampling.snapshot(
      items, ["-o", "json", "--nodes", "--to", "csv:\(folder.path)/x.csv"])
    #expect(run.code == 65)
    #expect(try Report(run).number("cpu.allocatableMilli") == 4000)
    #expect(try Report(run).number("cpu.boundMilli") == 1000)
    #expect(run.errorText.contains("node odd: status.allocatable.\(resource): '-9223372036854775807' is "))
    #expect(try Report(run).written.first?.contains("x.csv failed") == true)
  }

  @Test(
    "Sums, shares and waits of the largest amounts are cut and shown",
    arguments: ["scheduler", "kubectl", "golang-build"])
  func largest(accounting: String) async throws {
    let most = #""cpu":"9223372036854775","memory":"9223372036854775807","pods":"9223372036854775807""#
    let items =
      (0..<3).map { Sampling.node("n\($0)", most) }
      + (0..<9).map {
        Sampling.pod("p\($0)", node: $0 < 5 ? "n0" : nil, most, phase: $0 < 5 ? "Running" : "Pending")
      }
    for estimate in ["fit", "golang-build"] {
      for format in ["json", "text"] {
        let run = try await Sampling.snapshot(
          items,
          [
            "-o", format, "--nodes", "--accounting", accounting, "--estimate", estimate, "--time-per-build",
            "10000d", "--build-pod", "cpu=9223372036854775,memory=9223372036854775807", "--now",
            format == "json" ? "9999-12-31T23:59:59.999999999Z" : "0000-01-01T00:00:00.000000001Z",
          ])
        #expect(run.code == 0, "\(run.errorText)")
        #expect(run.errorText.contains("a sum is more than 2^63-1"))
      }
    }
  }
}
