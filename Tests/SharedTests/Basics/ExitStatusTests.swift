import Shared
import Testing

@Suite("Exit codes", .timeLimit(.minutes(15)))
struct ExitStatusTests {
  @Test("Of several exit codes, the first in the documented order wins")
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

  @Test("Every exit code has a name and a line of help")
  func help() {
    #expect(Shared.ExitStatus.protocol.name == "protocol")
    for status in Shared.ExitStatus.allCases {
      #expect(Shared.ExitStatus.help([status]).contains("\n  \(status.rawValue) "))
    }
  }
}
