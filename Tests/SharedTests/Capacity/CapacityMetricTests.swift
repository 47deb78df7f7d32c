import Testing

@testable import Shared

@Suite("Capacity metrics", .timeLimit(.minutes(15)))
struct CapacityMetricTests {
  /// The unit, the value type, and the labels besides the cluster's.
  static let table: [CapacityMetric: (String, MetricValueType, [String])] = [
    .cpuUsed: ("10^2.%", .double, []),
    .memoryUsed: ("10^2.%", .double, []),
    .cpuCores: ("{cpu}", .double, ["state"]),
    .memoryBytes: ("By", .int64, ["state"]),
    .pods: ("1", .int64, ["state"]),
    .nodes: ("1", .int64, ["state"]),
    .timeToStart: ("s", .double, ["method"]),
    .buildPodsThatFit: ("1", .int64, []),
    .oldestPending: ("s", .double, []),
    .timeToStartP90: ("s", .double, []),
    .estimateCovered: ("10^2.%", .double, ["level", "class"]),
    .extended: ("1", .int64, ["resource", "state"]),
  ]

  @Test(
    "The unit, value type and labels of a published metric never change", arguments: CapacityMetric.allCases)
  func definition(metric: CapacityMetric) throws {
    let (unit, valueType, labels) = try #require(Self.table[metric])
    let descriptor = MetricDescriptor(metric, prefix: "custom.googleapis.com/cluster")
    #expect(descriptor.type == "custom.googleapis.com/cluster/\(metric.rawValue)")
    #expect(descriptor.kind == "GAUGE")
    #expect(descriptor.valueType == valueType.rawValue)
    #expect(descriptor.unit == unit)
    #expect(descriptor.labels.map(\.key) == ["cluster_name", "service"] + labels)
    #expect(descriptor.labels.allSatisfy { $0.valueType == "STRING" && !$0.description.isEmpty })
    #expect(!descriptor.displayName.isEmpty && !descriptor.description.isEmpty)
  }

  @Test("The two metrics that are always written keep their display names and descriptions")
  func always() {
    #expect(CapacityMetric.written(all: false) == [.cpuUsed, .memoryUsed])
    #expect(CapacityMetric.written(all: true) == CapacityMetric.allCases)
    #expect(CapacityMetric.cpuUsed.meaning == "Kubernetes Percent CPU Scheduled")
    #expect(CapacityMetric.memoryUsed.meaning == "Kubernetes Percent Memory Scheduled")
  }

  @Test("The descriptor of extended resources is new, and comes last")
  func extended() {
    #expect(CapacityMetric.allCases.last == .extended)
    #expect(!CapacityMetric.extended.isWritten(all: false))
    let descriptor = MetricDescriptor(.extended, prefix: "custom.googleapis.com/cluster")
    #expect(descriptor.displayName == "Cluster extended resources")
    #expect(
      descriptor.description
        == "Extended resources that the cluster has and that its pods request, by resource and state; "
        + "hugepages in bytes.")
    #expect(
      descriptor.labels.map(\.description) == [
        "The name of the cluster.", "What runs the cluster: container.",
        "The name of the resource, such as nvidia.com/gpu.",
        "Of amounts: capacity, allocatable, running, pending, bound, unbound. Of pods and nodes: their class.",
      ])
  }
}
