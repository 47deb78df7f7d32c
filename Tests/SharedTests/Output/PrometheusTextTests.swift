import TestSupport
import Testing

@testable import Shared

@Suite("Prometheus' text format", .timeLimit(.minutes(15)))
struct PrometheusTextTests {
  @Test("A family has its help, its type and its samples")
  func family() {
    var family = MetricFamily("a_pods", help: "Pods.")
    family.set(2, ["reason": "expired", "outcome": "deleted"])
    family.set(0, ["reason": "expired", "outcome": "failed"])
    #expect(
      PrometheusText.text([family]) == """
        # HELP a_pods Pods.
        # TYPE a_pods gauge
        a_pods{outcome="deleted",reason="expired"} 2
        a_pods{outcome="failed",reason="expired"} 0

        """)
  }

  @Test("A sample without labels has no braces, and a counter is one")
  func withoutLabels() {
    let text = PrometheusText.text([MetricFamily("a_total", .counter, help: "A.", value: 1)])
    #expect(text == "# HELP a_total A.\n# TYPE a_total counter\na_total 1\n")
  }

  @Test(
    "Labels are escaped by Unicode scalar",
    arguments: [
      (#"""#, #"\""#), (#"\"#, #"\\"#), ("\n", #"\n"#), ("\r\n", "\r\\n"), ("a{b},c=\"d\"", #"a{b},c=\"d\""#),
      ("ü👩‍💻", "ü👩‍💻"), ("", ""),
    ])
  func escapedLabels(value: String, escaped: String) {
    let text = PrometheusText.text([MetricFamily("a", help: "A.", value: 1, labels: ["l": value])])
    #expect(Array(text.utf8) == Array("# HELP a A.\n# TYPE a gauge\na{l=\"\(escaped)\"} 1\n".utf8))
  }

  @Test("In a help text only backslashes and newlines are escaped")
  func escapedHelp() {
    let text = PrometheusText.text([MetricFamily("a", help: "a \"b\" \\ \n", value: 1)])
    #expect(text.hasPrefix(#"# HELP a a "b" \\ \n"# + "\n# TYPE"))
  }

  @Test("NaN is not written and removes an earlier value")
  func nan() {
    var family = MetricFamily("a", help: "A.", value: 1)
    family.set(.nan)
    family.set(.nan, ["l": "x"])
    #expect(PrometheusText.text([family]).isEmpty)
  }

  @Test("A family without samples is omitted, a family of zeros is written")
  func empty() {
    let families = [MetricFamily("a", help: "A."), MetricFamily("b", help: "B.", value: 0)]
    #expect(PrometheusText.text(families) == "# HELP b B.\n# TYPE b gauge\nb 0\n")
  }

  @Test("The last value of a label set wins, and families with the same name are merged")
  func merged() {
    var one = MetricFamily("a", help: "A.", value: 1)
    one.set(2)
    one.set(3, ["l": "x"])
    let text = PrometheusText.text([one, MetricFamily("a", .counter, help: "B.", value: 4)])
    #expect(text == "# HELP a A.\n# TYPE a gauge\na 4\na{l=\"x\"} 3\n")
  }

  @Test("The output order does not depend on the input order")
  func order() {
    let labels = (0..<20).map { ["l": "\($0)"] }
    func text(_ labels: [[String: String]], _ names: [String]) -> String {
      PrometheusText.text(
        names.map { name in
          var family = MetricFamily(name, help: "Help.")
          for set in labels { family.set(1, set) }
          return family
        })
    }
    let expected = text(labels, ["a", "b", "c"])
    #expect(text(labels.reversed(), ["c", "a", "b"]) == expected)
    #expect(expected.ranges(of: "# TYPE").count == 3)
  }

  @Test("promtool finds no problem", .enabled(if: Promtool.isInstalled, "promtool is not installed"))
  func promtool() async throws {
    var family = MetricFamily("podkeeper_things", help: "Things \\ of all\nkinds.")
    for (index, value) in ["", "\"", "\\", "\n", "\r\n", "ü", "a,b={}"].enumerated() {
      family.set(Double(index) * 1e6 + 0.1, ["label": value])
    }
    family.set(.infinity, ["label": "infinite"])
    let counter = MetricFamily("podkeeper_runs_total", .counter, help: "Runs.", value: 1e-7)
    #expect(try await Promtool.check(PrometheusText.text([family, counter])) == "")
  }
}
