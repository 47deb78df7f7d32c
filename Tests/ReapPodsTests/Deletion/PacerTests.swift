import Testing

@testable import reap_pods

@Suite("The pace of deletes", .timeLimit(.minutes(15)))
struct PacerTests {
  @Test("Starts are spread evenly")
  func evenly() {
    var pacer = Pacer(perSecond: 50)
    let start = ContinuousClock.now
    #expect(pacer.take(at: start) == .zero)
    #expect(pacer.take(at: start) == .milliseconds(20))
    #expect(pacer.take(at: start + .milliseconds(15)) == .milliseconds(5))
    #expect(pacer.take(at: start + .milliseconds(20)) == .zero)
  }

  @Test("After a pause there is no burst")
  func noBurst() {
    var pacer = Pacer(perSecond: 10)
    let start = ContinuousClock.now
    #expect(pacer.take(at: start) == .zero)
    #expect(pacer.take(at: start + .seconds(60)) == .zero)
    #expect(pacer.take(at: start + .seconds(60)) == .milliseconds(100))
  }

  @Test("0 is no limit")
  func unlimited() {
    var pacer = Pacer(perSecond: 0)
    let now = ContinuousClock.now
    for _ in 0..<1000 { #expect(pacer.take(at: now) == .zero) }
  }
}
