import ArgumentParser
import Shared
import Testing

@Suite("The options for the metrics file", .timeLimit(.minutes(15)))
struct MetricsFileOptionsTests {
  @Test("A path must end in .prom", arguments: ["a.prom", "/var/lib/x/a.b.prom", "./-.prom"])
  func good(path: String) throws {
    #expect(try MetricsFileOptions.parse(["--metrics-file", path]).metricsFile == path)
  }

  @Test(
    "Any other path is refused",
    arguments: ["", " ", "a", "a.PROM", "a.prom/", "a.prom ", ".prom", "d/.prom"])
  func bad(path: String) {
    #expect(throws: (any Error).self) { try MetricsFileOptions.parse(["--metrics-file", path]) }
  }

  @Test("A blank cluster name is refused", arguments: ["", "  "])
  func blankName(name: String) {
    #expect(throws: (any Error).self) { try MetricsFileOptions.parse(["--cluster-name", name]) }
  }

  @Test(
    "The cluster is called by its name, else by its context, else in-cluster",
    arguments: [
      (["--cluster-name", "n"], "c", "n"), (["--cluster-name", "n"], nil, "n"), ([], "c", "c"),
      ([], nil, "in-cluster"), ([], "", "in-cluster"),
    ] as [([String], String?, String)])
  func label(arguments: [String], context: String?, expected: String) throws {
    #expect(try MetricsFileOptions.parse(arguments).clusterLabel(context: context) == expected)
  }

  @Test("Without --metrics-file there is no file")
  func none() throws {
    #expect(try MetricsFileOptions.parse([]).file(tool: "t", context: nil) == nil)
    #expect(
      try MetricsFileOptions.parse(["--metrics-file", "a.prom"]).file(tool: "t", context: nil)?.path
        == "a.prom")
  }
}
