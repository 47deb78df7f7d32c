import ArgumentParser
import Testing

@testable import Shared

@Suite("Where in Cloud Monitoring", .timeLimit(.minutes(15)))
struct MonitoringOptionsTests {
  @Test("By default the two series of the default prefix")
  func defaults() throws {
    let options = try MonitoringOptions.parse([])
    #expect(options.metricPrefix == "custom.googleapis.com/cluster")
    #expect(options.metrics == [.cpuUsed, .memoryUsed])
    #expect(options.project == nil)
    #expect(try MonitoringOptions.parse(["--all-series"]).metrics.count == 9)
  }

  @Test(
    "Prefixes that the API would refuse, or that lead elsewhere",
    arguments: [
      "", " ", "custom.googleapis.com", "custom.googleapis.com/", "custom.googleapis.com/a/",
      "custom.googleapis.com//a", "kubernetes.io/a", "custom.googleapis.com/a\"b",
      "custom.googleapis.com/../a",
      "custom.googleapis.com/a?b", "custom.googleapis.com/" + String(repeating: "a", count: 150),
    ])
  func wrongPrefix(value: String) {
    #expect(throws: (any Error).self) { try MonitoringOptions.parse(["--metric-prefix", value]) }
  }

  @Test(arguments: [
    "custom.googleapis.com/a", "workload.googleapis.com/a/B_2", "external.googleapis.com/x/y",
  ])
  func goodPrefix(value: String) throws {
    #expect(try MonitoringOptions.parse(["--metric-prefix", value]).metricPrefix == value)
  }

  @Test(
    "Projects",
    arguments: [
      ("build-farm", true), ("example.com:farm", true), ("123", true), ("", false), ("a/b", false),
      ("a b", false),
    ])
  func projects(value: String, isGood: Bool) {
    #expect((try? MonitoringOptions.parse(["--project", value]).project) == (isGood ? value : nil))
  }
}
