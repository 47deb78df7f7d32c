import Shared
import Testing

@testable import sample_capacity

@Suite(.timeLimit(.minutes(15)))
struct CapacitySampleTests {
  private static func fraction(_ node: String?, _ phase: PodPhase) -> CapacityPod {
    CapacityPod.on(node, phase).with { pod in
      pod.requests.cpu = Quantity(nanos: 1_500_100_000)
      pod.requests.memory = Quantity(nanos: 1_500_000_000)
    }
  }

  private static let pods = [
    fraction("a", .running), fraction("a", .running), fraction("a", .pending), fraction(nil, .pending),
  ]

  @Test(
    "Sums are exact and rounded up once; golang-build rounds them to whole CPUs",
    arguments: [
      (Accounting.kubectl, [3001, 3001, 4501, 1501]), (.golangBuild, [4000, 4000, 5000, 2000]),
    ] as [(Accounting, [Int64])])
  func rounding(accounting: Accounting, cpu: [Int64]) {
    let sample = ClusterTotals([.ready("a")], Self.pods, accounting).sample().sample
    #expect([sample.cpu.running, sample.cpu.pending, sample.cpu.bound, sample.cpu.unbound] == cpu)
    #expect(
      [sample.memory.running, sample.memory.pending, sample.memory.bound, sample.memory.unbound] == [
        3, 3, 5, 2,
      ])
    #expect(sample.perNode.map(\.requested.cpuMilli) == [4501])
    #expect(sample.accounting == accounting)
  }

  @Test("golang-build divides by capacity, the others by what is allocatable")
  func used() {
    let node = Node.ready("a").with { $0.capacity.cpu = Quantity(5) }
    #expect(ClusterTotals([node], [.on("a")]).sample().sample.cpu.used == 0.5)
    #expect(ClusterTotals([node], [.on("a")], .golangBuild).sample().sample.cpu.used == 0.4)
  }

  @Test("Without nodes, the used share is unknown, not zero")
  func nothing() {
    let sample = ClusterTotals([], [.on(nil)]).sample().sample
    #expect(sample.cpu.used == nil && sample.memory.used == nil)
    #expect(sample.cpu.unbound == 2000)
  }

  @Test("A sum that is too large is cut, with a warning")
  func overflow() {
    let large = CapacityPod.on(nil, memory: .max)
    let (sample, warnings) = ClusterTotals([], [large, large]).sample()
    #expect(sample.memory.unbound == .max)
    #expect(warnings == ["a sum is more than 2^63-1 and is shown as 2^63-1"])
    #expect(ClusterTotals([], [large]).sample().warnings.isEmpty)
  }

  @Test(
    "Amounts are formatted for people",
    arguments: [
      (7910, "7.91"), (2000, "2"), (0, "0"), (5, "0.005"), (-1500, "-1.5"),
    ] as [(Int64, String)])
  func cores(milli: Int64, text: String) { #expect(AmountText.cores(milli) == text) }

  @Test(
    "Bytes are formatted for people",
    arguments: [
      (0, "0"), (512, "512"), (1023, "1023"), (1024, "1Ki"), (1536, "1.5Ki"), (33_737_388_032, "31.4Gi"),
      (30 << 30, "30Gi"), (-2048, "-2Ki"), (.max, "7.9Ei"), (.min, "-8Ei"),
    ] as [(Int64, String)])
  func bytes(bytes: Int64, text: String) { #expect(AmountText.bytes(bytes) == text) }

  @Test(
    "Shares are formatted for people",
    arguments: [(0.1969, "19.6%"), (1, "100%"), (12.5, "1250%"), (0, "0%"), (nil, "-")])
  func shares(ratio: Double?, text: String) { #expect(AmountText.share(ratio) == text) }
}
