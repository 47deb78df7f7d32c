import Shared
import Testing

@Suite("Exit codes", .timeLimit(.minutes(15)))
struct ExitStatusTests {
  @Test("If several hold, the first in the contract's order is the run's")
  func precedence() {
    let order: [Shared.ExitStatus] = [
      .software, .config, .refused, .noperm, .protocol, .ioerr, .cantcreat, .data, .unavailable, .tempfail,
      .differs, .ok,
    ]
    for (index, first) in order.enumerated() {
      for second in order[index...] {
        #expect(first.combined(with: second) == first)
        #expect(second.combined(with: first) == first)
      }
    }
  }

  @Test("Every code has a name and a line of help")
  func help() {
    #expect(Shared.ExitStatus.protocol.name == "protocol")
    for status in Shared.ExitStatus.allCases {
      #expect(Shared.ExitStatus.help([status]).contains("\n  \(status.rawValue) "))
    }
  }
}
