import ArgumentParser
import Testing

@testable import Shared

@Suite("Options for Cloud Monitoring", .timeLimit(.minutes(15)))
struct MonitoringOptionsTests {
  @Test("The default is two series with the default prefix")
  func defaults() throws {
    let options = try MonitoringOptions.parse([])
    #expect(options.metricPrefix == "custom.googleapis.com/cluster")
    #expect(options.metrics == [.cpuUsed, .memoryUsed])
    #expect(options.project == nil)
    #expect(try MonitoringOptions.parse(["--all-series"]).metrics.count == 12)
  }

  @Test(
    "A prefix that the API would refuse is an error",
    arguments: [
      ("", "the value is empty"), (" ", "the value is empty"),
      ("custom.googleapis.com", "it must begin with custom.googleapis.com/"),
      ("kubernetes.io/a", "it must begin with custom.googleapis.com/"),
    ]
      + [
        "custom.googleapis.com/", "custom.googleapis.com/a/", "custom.googleapis.com//a",
        "custom.googleapis.com/a\"b", "custom.googleapis.com/../a", "custom.googleapis.com/a?b",
        "custom.googleapis.com/" + String(repeating: "a", count: 150),
      ].map { ($0, "its parts may have only letters, digits and '_'") })
  func wrongPrefix(value: String, message: String) throws {
    let error = parsingError(MonitoringOptions.self, ["--metric-prefix", value])
    #expect(try #require(error).contains(message))
  }

  @Test(
    "A prefix in a domain for custom metrics is valid",
    arguments: [
      "custom.googleapis.com/a", "workload.googleapis.com/a/B_2", "external.googleapis.com/x/y",
    ])
  func goodPrefix(value: String) throws {
    #expect(try MonitoringOptions.parse(["--metric-prefix", value]).metricPrefix == value)
  }

  @Test(
    "A project is an ID, a number, or an ID in a domain",
    arguments: ["build-farm", "example.com:farm", "123"])
  func goodProject(value: String) throws {
    #expect(try MonitoringOptions.parse(["--project", value]).project == value)
  }

  @Test(
    "Any other project is an error",
    arguments: [
      ("", "the value is empty"), ("a/b", "a project ID may have only letters, digits, '-', '.' and ':'"),
      ("a b", "a project ID may have only letters, digits, '-', '.' and ':'"),
    ])
  func wrongProject(value: String, message: String) throws {
    #expect(try #require(parsingError(MonitoringOptions.self, ["--project", value])).contains(message))
  }
}
