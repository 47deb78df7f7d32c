import Shared
import Testing

@testable import create_metrics

@Suite("The last line of create-metrics", .timeLimit(.minutes(15)))
struct CounterLineTests {
  @Test(
    "The counts agree with their words",
    arguments: [
      ([], "0 descriptors"), ([.created], "1 descriptor: 1 created"),
      ([.differs, .differs], "2 descriptors: 2 differ"),
      ([.differs, .missing], "2 descriptors: 1 differs, 1 missing"),
    ] as [([DescriptorState], String)])
  func line(states: [DescriptorState], line: String) {
    var report = MetricsReport(time: 0, goal: .check, isDryRun: false)
    report.rows = states.map { MetricsReport.Row(type: "t", state: $0) }
    #expect(report.counterLine == line)
  }
}
