import ArgumentParser
import Shared
import Testing

@Suite("Options for the metrics file", .timeLimit(.minutes(15)))
struct MetricsFileOptionsTests {
  @Test("A path that ends in .prom is valid", arguments: ["a.prom", "/var/lib/x/a.b.prom", "./-.prom"])
  func good(path: String) throws {
    #expect(try MetricsFileOptions.parse(["--metrics-file", path]).metricsFile == path)
  }

  @Test(
    "Any other path is an error",
    arguments: [("", "the value is empty"), (" ", "the value is empty")]
      + ["a", "a.PROM", "a.prom/", "a.prom ", ".prom", "d/.prom"].map { ($0, prometheusFileRule) })
  func bad(path: String, message: String) throws {
    let error = parsingError(MetricsFileOptions.self, ["--metrics-file", path])
    #expect(try #require(error).contains(message))
  }

  @Test("A blank cluster name is an error", arguments: ["", "  "])
  func blankName(name: String) throws {
    let error = parsingError(MetricsFileOptions.self, ["--cluster-name", name])
    #expect(try #require(error).contains("the value is empty"))
  }

  @Test(
    "The cluster label is --cluster-name, else the context, else in-cluster",
    arguments: [
      (["--cluster-name", "n"], "c", "n"), (["--cluster-name", "n"], nil, "n"), ([], "c", "c"),
      ([], nil, "in-cluster"), ([], "", "in-cluster"),
    ] as [([String], String?, String)])
  func label(arguments: [String], context: String?, expected: String) throws {
    #expect(try MetricsFileOptions.parse(arguments).clusterLabel(context: context) == expected)
  }

  @Test("Without --metrics-file there is no metrics file")
  func none() throws {
    #expect(try MetricsFileOptions.parse([]).file(tool: "t", context: nil) == nil)
    #expect(
      try MetricsFileOptions.parse(["--metrics-file", "a.prom"]).file(tool: "t", context: nil)?.path
        == "a.prom")
  }
}
