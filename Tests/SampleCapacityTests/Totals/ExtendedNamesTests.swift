import Shared
import Testing

@testable import sample_capacity

@Suite("Extended resources", .timeLimit(.minutes(15)))
struct ExtendedNamesTests {
  @Test("They are summed like CPU and memory, sorted by name")
  func sums() {
    let node = Node.ready("a", others: ["nvidia.com/gpu": 4, "hugepages-2Mi": 8, "attachable": 9])
    let pods = [
      CapacityPod.on("a", others: ["nvidia.com/gpu": 1]), .on(nil, others: ["nvidia.com/gpu": 2]),
      .on("a", others: ["example.com/fpga": 3], .pending),
    ]
    let sample = ClusterTotals([node], pods).sample().sample
    #expect(sample.extended.map(\.name) == ["example.com/fpga", "hugepages-2Mi", "nvidia.com/gpu"])
    #expect(sample.extended[0].amounts.states.map(\.1) == [0, 0, 0, 3, 3, 0])
    #expect(sample.extended[2].amounts.states.map(\.1) == [4, 4, 1, 2, 1, 2])
    #expect(sample.extended[2].amounts.used == 0.75)
  }

  @Test("Names made up by pods are limited, those of nodes come first, and the rest is counted")
  func limit() {
    let names = ExtendedNames(always: ["pods"])
    var list = ResourceList()
    list["pods"] = Quantity(1)
    list["node.com/a"] = Quantity(1)
    names.filter(&list)
    #expect(list.others.keys.sorted() == ["node.com/a", "pods"])
    for number in 0..<2000 {
      var list = ResourceList()
      list["pod.com/\(number)"] = Quantity(1)
      names.filter(&list)
      #expect(list.others.isEmpty == (number >= ExtendedNames.limit - 1))
    }
    #expect(names.names.count == ExtendedNames.limit && names.names.contains("node.com/a"))
    #expect(names.omittedCount == "at least 1000")
  }
}
