import Shared
import TestSupport
import Testing

@testable import sample_capacity

@Suite("A sample for Prometheus", .timeLimit(.minutes(15)))
struct PrometheusSinkTests {
  private func text(_ sample: CapacitySample) -> String {
    PrometheusSink(path: "").text(sample.values(), cluster: "a \"b\"", backlog: 3)
  }

  private let label = #"cluster="a \"b\"""#

  @Test(
    "Names, labels and units are by Prometheus' conventions",
    arguments: [
      #"podkeeper_capacity_used_ratio{LABEL,resource="cpu"} 0.5"#,
      #"podkeeper_capacity_used_ratio{LABEL,resource="memory"} 0.53125"#,
      #"podkeeper_capacity_cpu_cores{LABEL,state="allocatable"} 15.5"#,
      #"podkeeper_capacity_memory_bytes{LABEL,state="unbound"} 5.36870912e+08"#,
      #"podkeeper_capacity_pods{LABEL,state="gated"} 3"#,
      #"podkeeper_capacity_nodes{LABEL,state="not_ready"} 2"#,
      #"podkeeper_capacity_nodes{LABEL,state="deleting"} 0"#,
      #"podkeeper_capacity_time_to_start_seconds{LABEL,method="fit"} 90"#,
      #"podkeeper_capacity_build_pods_that_fit{LABEL} 11"#,
      #"podkeeper_capacity_oldest_pending_seconds{LABEL} 77"#,
      #"podkeeper_capacity_backlog_points{LABEL} 3"#,
      #"podkeeper_capacity_extended{LABEL,resource="nvidia.com/gpu",state="running"} 12"#,
      #"podkeeper_capacity_extended{LABEL,resource="hugepages-2Mi",state="unbound"} 4.194304e+06"#,
      "# TYPE podkeeper_capacity_extended gauge",
      "# HELP podkeeper_capacity_extended Extended resources that nodes have and pods request; hugepages in bytes.",
    ])
  func lines(line: String) throws {
    let expected = line.split(separator: "LABEL", maxSplits: 1).joined(separator: label)
    #expect(text(.full).split(separator: "\n").contains(Substring(expected)))
  }

  @Test("A build pod that never starts has no time to start")
  func never() {
    #expect(!text(.unknowing).contains("time_to_start"))
    #expect(!text(.unknowing).contains("used_ratio"))
  }

  @Test("A cluster without extended resources has no series of them")
  func noExtended() {
    var sample = CapacitySample.full
    sample.extended = []
    #expect(!text(sample).contains("podkeeper_capacity_extended"))
  }

  @Test("promtool reports no problem", .enabled(if: Promtool.isInstalled, "promtool is not installed"))
  func promtool() async throws {
    #expect(try await Promtool.check(text(.full)) == "")
    #expect(try await Promtool.check(text(.unknowing)) == "")
  }
}
