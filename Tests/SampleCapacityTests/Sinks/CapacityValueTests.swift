import Shared
import Testing

@testable import sample_capacity

@Suite("A sample's numbers", .timeLimit(.minutes(15)))
struct CapacityValueTests {
  private let values = CapacitySample.full.values()

  @Test("Every metric has numbers of the type and with the labels of its descriptor")
  func descriptors() {
    #expect(Set(values.map(\.metric)) == Set(CapacityMetric.allCases))
    for value in values {
      switch value.number {
      case .whole: #expect(value.metric.valueType == .int64, "\(value.metric)")
      case .real: #expect(value.metric.valueType == .double, "\(value.metric)")
      }
      #expect([value.label?.key].compactMap(\.self) == value.metric.labels.map(\.rawValue))
    }
  }

  @Test("No series occurs twice")
  func unique() {
    let names = values.map { "\($0.metric) \($0.label?.value ?? "")" }
    #expect(Set(names).count == names.count)
    #expect(names.count == 2 + 12 + 9 + 6 + 3)
  }

  @Test("Unknown values and values that are not numbers are left out")
  func unknown() {
    var sample = CapacitySample.unknowing
    sample.cpu.used = .nan
    let metrics = Set(sample.values().map(\.metric))
    #expect(metrics.isDisjoint(with: [.cpuUsed, .memoryUsed, .timeToStart]))
    #expect(metrics.count == CapacityMetric.allCases.count - 3)
  }

  @Test("Cloud Monitoring gets two series, or all on demand")
  func monitoring() {
    let time = RFC3339.Instant(seconds: 1)
    func series(all: Bool) -> [TimeSeries] {
      MonitoringSeries.of(MonitoringPlace(project: "p", cluster: "c"), service: "s", writesAll: all)
        .of(values, at: time)
    }
    let two = series(all: false)
    #expect(
      two.map(\.metric) == [
        "custom.googleapis.com/cluster/cpu_used", "custom.googleapis.com/cluster/memory_used",
      ])
    #expect(two.map(\.value) == [.double(0.5), .double(0.53125)])
    #expect(two.allSatisfy { $0.labels == ["cluster_name": "c", "service": "s"] })
    let all = series(all: true)
    #expect(all.count == values.count)
    #expect(
      all.contains {
        $0.metric == "custom.googleapis.com/cluster/memory_bytes" && $0.labels["state"] == "bound"
          && $0.value == .integer(1 << 33)
      })
  }

  @Test("Each cluster keeps its samples in its own folder")
  func folders() {
    func name(_ prefix: String, _ cluster: String) -> String {
      MonitoringSeries.of(MonitoringPlace(project: "p", cluster: cluster), prefix: prefix).folderName
    }
    let names = [name("a/b", "c"), name("a", "b+c"), name("a", "../.."), name("a+b", "c"), name("a", "..")]
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { !$0.contains("/") && $0 != ".." })
  }
}
