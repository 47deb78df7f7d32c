import Synchronization
import Testing

@testable import Shared

@Suite("Messages on standard error")
struct LogTests {
  private final class Lines: Sendable {
    let text = Mutex("")
  }

  private func written(_ level: Log.Level, journal: Bool = false, _ body: (Log) -> Void) -> String {
    let lines = Lines()
    body(
      Log(tool: "reap-pods", level: level, marksPriority: journal) { line in
        lines.text.withLock { $0 += line }
      })
    return lines.text.withLock { $0 }
  }

  @Test("Only what is urgent enough is written, one line each")
  func levels() {
    let text = written(.notice) { log in
      log.debug("d")
      log.info("i")
      log.notice("n")
      log.warning("w\nw")
      log.error("e")
    }
    #expect(text == "reap-pods: n\nreap-pods: warning: w w\nreap-pods: error: e\n")
  }

  @Test("Under the journal each line has its priority instead of the tool's name")
  func journal() {
    let text = written(.debug, journal: true) { log in
      log.debug("d")
      log.info("i")
      log.notice("n")
      log.warning("w")
      log.error("e")
    }
    #expect(text == "<7>d\n<6>i\n<5>n\n<4>w\n<3>e\n")
  }

  @Test("Standard error is the journal only if the environment names its device and inode")
  func detection() {
    #expect(!standardErrorIsJournal(environment: [:]))
    #expect(!standardErrorIsJournal(environment: ["JOURNAL_STREAM": "1:1"]))
  }
}
