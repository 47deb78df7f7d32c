import Testing

@testable import reap_pods

@Suite("The share gate", .timeLimit(.minutes(15)))
struct ShareGateTests {
  @Test(
    "The gate refuses more than the exact share, without rounding",
    arguments: [(100, true), (101, false), (109, false)])
  func exact(matched: Int, passes: Bool) {
    let gate = ShareGate(maxShare: 10, floor: 10)
    #expect(((try? gate.check(matched: matched, eligible: 1000)) != nil) == passes)
  }

  @Test("Pods up to the floor may be deleted, whatever their share")
  func floor() throws {
    try ShareGate(maxShare: 1, floor: 10).check(matched: 10, eligible: 10)
    #expect(throws: RefusedError.self) {
      try ShareGate(maxShare: 1, floor: 10).check(matched: 11, eligible: 11)
    }
  }

  @Test(
    "The share has one decimal, and never looks allowed",
    arguments: [
      (487, 1900, 10, "25.6%"), (12, 15, 10, "80%"), (1001, 10000, 10, "10.1%"), (11, 11, 1, "100%"),
      (999, 1000, 99, "99.9%"), (1, 0, 0, "all"),
    ])
  func share(matched: Int, eligible: Int, limit: Int, text: String) {
    #expect(ShareGate.share(matched, of: eligible, above: limit) == text)
  }

  @Test("The reason names both numbers and the limit")
  func reason() throws {
    let error = #expect(throws: RefusedError.self) {
      try ShareGate(maxShare: 10, floor: 10).check(matched: 487, eligible: 1900)
    }
    #expect(error?.headline == "487 of 1,900 pods (25.6%) match; --max-share allows 10%")
    #expect(error?.gate == .maxShare)
  }

  @Test("100 means no limit, and 0 allows only the floor")
  func ends() throws {
    try ShareGate(maxShare: 100, floor: 0).check(matched: 50, eligible: 0)
    #expect(throws: RefusedError.self) {
      try ShareGate(maxShare: 0, floor: 0).check(matched: 1, eligible: 1000)
    }
  }
}
