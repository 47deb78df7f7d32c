import Shared
import Testing

@testable import sample_capacity

@Suite("A sample's numbers", .timeLimit(.minutes(15)))
struct CapacityValueTests {
  private let values = CapacitySample.full.values()
  /// They need a ledger.
  private static let ofForecasts: [CapacityMetric] = [.timeToStartP90, .estimateCovered]

  @Test("Every metric has numbers of the type and with the labels of its descriptor")
  func descriptors() {
    #expect(Set(values.map(\.metric)) == Set(CapacityMetric.allCases).subtracting(Self.ofForecasts))
    for value in values {
      switch value.number {
      case .whole: #expect(value.metric.valueType == .int64, "\(value.metric)")
      case .real: #expect(value.metric.valueType == .double, "\(value.metric)")
      }
      #expect(value.labels.map(\.key) == value.metric.labels)
    }
  }

  @Test("No series occurs twice")
  func unique() {
    let names = values.map { "\($0.metric) \($0.labels.map(\.value))" }
    #expect(Set(names).count == names.count)
    #expect(names.count == 2 + 12 + 9 + 6 + 3 + 2 * 6)
  }

  @Test("Each extended resource has one number per state, after all other numbers")
  func extended() {
    let found = values.filter { $0.metric == .extended }
    #expect(found == Array(values.suffix(12)))
    #expect(
      found.map { "\($0[.resource] ?? "") \($0[.state] ?? "") \($0.number.double)" } == [
        "hugepages-2Mi capacity 268435456.0", "hugepages-2Mi allocatable 134217728.0",
        "hugepages-2Mi running 67108864.0", "hugepages-2Mi pending 8388608.0",
        "hugepages-2Mi bound 33554432.0", "hugepages-2Mi unbound 4194304.0", "nvidia.com/gpu capacity 19.0",
        "nvidia.com/gpu allocatable 18.0", "nvidia.com/gpu running 12.0", "nvidia.com/gpu pending 8.0",
        "nvidia.com/gpu bound 13.0", "nvidia.com/gpu unbound 10.0",
      ])
    var sample = CapacitySample.full
    sample.extended = []
    #expect(sample.values() == Array(values.dropLast(12)))
  }

  @Test("Unknown values and values that are not numbers are left out")
  func unknown() {
    var sample = CapacitySample.unknowing
    sample.cpu.used = .nan
    let metrics = Set(sample.values().map(\.metric))
    #expect(metrics.isDisjoint(with: [.cpuUsed, .memoryUsed, .timeToStart]))
    #expect(metrics.count == CapacityMetric.allCases.count - 3 - Self.ofForecasts.count)
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
    let gpus = all.filter { $0.labels["resource"] == "nvidia.com/gpu" }
    #expect(gpus.count == 6)
    #expect(gpus.allSatisfy { $0.metric == "custom.googleapis.com/cluster/extended" })
    #expect(
      gpus.contains {
        $0.value == .integer(13)
          && $0.labels
            == ["cluster_name": "c", "service": "s", "resource": "nvidia.com/gpu", "state": "bound"]
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
