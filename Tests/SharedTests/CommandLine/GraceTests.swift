import Shared
import TestSupport
import Testing

@Suite("The time to finish after the deadline", .timeLimit(.minutes(15)))
struct GraceTests {
  @Test("It does not begin anew however often it is asked for")
  func deadline() async throws {
    // Of its own: signals are blocked on the thread.
    let states = try await onOwnThread {
      let interruption = Interruption(deadline: .zero)
      let start = ContinuousClock.now
      return [0, 5, 9, 10].map { interruption.state(at: start + .seconds($0)) }
    }
    #expect(states == [.stopping, .stopping, .stopping, .abandoning])
  }
}
