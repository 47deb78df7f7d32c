import Glibc
import Testing

@testable import Shared

@Suite("Ending a run", .timeLimit(.minutes(15)))
struct InterruptionTests {
  private let hour: Duration = .seconds(3600)

  @Test("No work starts after the deadline, and all work is abandoned ten seconds later")
  func deadline() throws {
    let interruption = Interruption(deadline: hour)
    let deadline = try #require(interruption.nextChange)
    #expect(interruption.state(at: deadline - .milliseconds(1)) == .running)
    #expect(interruption.cause == nil)
    #expect(interruption.state(at: deadline) == .stopping)
    #expect(interruption.cause == .deadline)
    #expect(interruption.nextChange == deadline + .seconds(10))
    #expect(interruption.lastMoment == deadline + .seconds(10))
    #expect(interruption.state(at: deadline + .milliseconds(9_999)) == .stopping)
    #expect(interruption.state(at: deadline + .seconds(10)) == .abandoning)
  }

  @Test("The first signal ends a run in order, the second at once", arguments: [SIGTERM, SIGINT, SIGHUP])
  func signals(signal: Int32) {
    let interruption = Interruption(deadline: hour)
    let now = ContinuousClock.now
    #expect(interruption.receive(signal, at: now))
    #expect(interruption.cause == .signal(signal))
    #expect(interruption.state(at: now) == .stopping)
    #expect(interruption.lastMoment == now + .seconds(10))
    #expect(interruption.state(at: now + .seconds(10)) == .abandoning)
    #expect(!interruption.receive(SIGTERM, at: now))
    #expect(interruption.cause == .signal(signal))
  }

  @Test("The first signal after the deadline is not a second signal and adds no time")
  func signalAfterDeadline() throws {
    let interruption = Interruption(deadline: hour)
    let deadline = try #require(interruption.nextChange)
    _ = interruption.state(at: deadline)
    #expect(interruption.receive(SIGTERM, at: deadline + .seconds(5)))
    #expect(interruption.cause == .deadline)
    #expect(interruption.lastMoment == deadline + .seconds(10))
    #expect(!interruption.receive(SIGTERM, at: deadline + .seconds(6)))
  }

  @Test("Repeated SIGHUPs of a closing terminal are not a second signal")
  func hangups() {
    let interruption = Interruption(deadline: hour)
    #expect(interruption.receive(SIGHUP))
    #expect(interruption.receive(SIGHUP))
    #expect(!interruption.receive(SIGINT))
  }

  @Test("Each cause has a name")
  func names() {
    let names = [SIGTERM, SIGINT, SIGHUP].map { Interruption.Cause.signal($0).description }
    #expect(names == ["SIGTERM", "SIGINT", "SIGHUP"])
    #expect(Interruption.Cause.deadline.description == "the deadline")
  }
}
