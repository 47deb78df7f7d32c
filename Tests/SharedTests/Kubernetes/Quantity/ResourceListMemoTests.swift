import Testing

@testable import Shared

@Suite("Caching resource lists", .timeLimit(.minutes(15)))
struct ResourceListMemoTests {
  private func list(cpu: Int64) -> ResourceList {
    var list = ResourceList()
    list.cpu = Quantity(milli: cpu)
    return list
  }

  private func known(_ memo: ResourceListMemo, _ bytes: [UInt8]) -> ResourceList? {
    bytes.withUnsafeBytes { memo.list(for: $0) }
  }

  @Test("Equal bytes share a list, the oldest is dropped, and long lists are not cached")
  func memo() {
    var memo = ResourceListMemo()
    #expect(known(memo, []) == nil)
    for number in 0..<33 as Range<UInt8> {
      [1, number].withUnsafeBytes { memo.remember(list(cpu: Int64(number)), for: $0) }
    }
    #expect(known(memo, [1, 0]) == nil)
    for number in 1..<33 as Range<UInt8> { #expect(known(memo, [1, number]) == list(cpu: Int64(number))) }
    #expect(known(memo, [1]) == nil && known(memo, [1, 7, 0]) == nil)
    let long = [UInt8](repeating: 7, count: 129)
    long.withUnsafeBytes { memo.remember(list(cpu: 1), for: $0) }
    #expect(known(memo, long) == nil)
    #expect(known(memo, [1, 1]) != nil)
  }

  @Test("A problem in a cached list is reported for every pod that has it")
  func oddities() throws {
    var decoder = CapacityPodDecoder(.scheduler)
    func pod(_ memory: String) throws -> CapacityPod {
      let quantity = ProtobufBytes.message(2, .text(1, "memory"), .message(2, .text(1, memory)))
      let container = ProtobufBytes.message(2, .text(1, "c"), .message(8, quantity))
      return try ProtobufBytes.message(2, container).bytes.withUnsafeBytes {
        try decoder.decode(protobuf: $0)
      }
    }
    for _ in 1...2 {
      #expect(try pod("1Gi").requests.memory == Quantity(1 << 30))
      #expect(try pod("1Gj").unreadable?.hasPrefix("spec.containers[0].resources.requests.memory") == true)
      #expect(try pod("-1Gi").unreadable?.hasSuffix(".memory: '-1Gi' is negative") == true)
      #expect(try pod("1Gi").unreadable == nil)
      #expect(try pod("9Ei").saturated == "spec.containers[0].resources.requests.memory")
    }
  }
}
