import Testing

@testable import reap_pods

@Suite("The guard against deleting too large a share", .timeLimit(.minutes(15)))
struct ShareGateTests {
  @Test(
    "It refuses above the share, multiplied and not divided",
    arguments: [(100, true), (101, false), (109, false)])
  func exact(matched: Int, passes: Bool) {
    let gate = ShareGate(maxShare: 10, floor: 10)
    #expect(((try? gate.check(matched: matched, eligible: 1000)) != nil) == passes)
  }

  @Test("The floor may go whatever share it is")
  func floor() throws {
    try ShareGate(maxShare: 1, floor: 10).check(matched: 10, eligible: 10)
    #expect(throws: RefusedError.self) {
      try ShareGate(maxShare: 1, floor: 10).check(matched: 11, eligible: 11)
    }
  }

  @Test("100 is no limit, 0 allows nothing beyond the floor")
  func ends() throws {
    try ShareGate(maxShare: 100, floor: 0).check(matched: 50, eligible: 0)
    #expect(throws: RefusedError.self) {
      try ShareGate(maxShare: 0, floor: 0).check(matched: 1, eligible: 1000)
    }
  }
}
