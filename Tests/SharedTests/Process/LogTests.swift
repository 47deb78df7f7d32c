import ArgumentParser
import Synchronization
import Testing

@testable import Shared

@Suite("Messages on standard error", .timeLimit(.minutes(15)))
struct LogTests {
  private final class Lines: Sendable {
    let text = Mutex("")
  }

  private func written(
    _ level: Log.Level, journal: Bool = false, format: Log.Format = .text,
    style: Log.Style = Log.Style(), _ body: (Log) -> Void
  ) -> String {
    let lines = Lines()
    body(
      Log(
        tool: "reap-pods", level: level, marksPriority: journal, format: format, style: style,
        now: { 1_795_457_719.9 }
      ) {
        line in
        lines.text.withLock { $0 += line }
      })
    return lines.text.withLock { $0 }
  }

  @Test("Only messages of the chosen level and above are written, one line each")
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

  @Test("Under the journal each line begins with its priority, not the tool's name")
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

  @Test("On a terminal, debug and info lines begin with their level and the time")
  func terminal() {
    let style = Log.Style(clock: { $0 == 1_795_457_719.9 ? "09:24:21" : "?" })
    let text = written(.debug, style: style) { log in
      log.debug("retry 1 of 4 in 0.22 s")
      log.info("i")
      log.notice("n")
      log.warning("w")
      log.error("e")
    }
    #expect(
      text == """
        debug 09:24:21 retry 1 of 4 in 0.22 s
        info 09:24:21 i
        reap-pods: n
        reap-pods: warning: w
        reap-pods: error: e

        """)
  }

  @Test("In color, the level stands out and the message is plain")
  func colors() {
    let text = written(.debug, style: Log.Style(colors: true, clock: { _ in "09:24:21" })) { log in
      log.debug("d")
      log.notice("n")
      log.warning("w")
      log.error("e\u{1B}[31m")
    }
    #expect(
      text == """
        \u{1B}[2mdebug 09:24:21\u{1B}[0m d
        reap-pods: n
        reap-pods: \u{1B}[1;33mwarning:\u{1B}[0m w
        reap-pods: \u{1B}[1;31merror:\u{1B}[0m e [31m

        """)
  }

  @Test("The journal and JSON lines have no colors")
  func colorless() {
    let style = Log.Style(colors: true, clock: { _ in "09:24:21" })
    #expect(written(.debug, journal: true, style: style) { $0.error("e") } == "<3>e\n")
    #expect(!written(.debug, format: .json, style: style) { $0.error("e") }.contains("\u{1B}"))
  }

  @Test("Audit-IDs are shown at debug and in JSON only")
  func auditIDs() {
    let message = "no (Audit-ID 1-2), sorry"
    #expect(written(.info) { $0.error(message) } == "reap-pods: error: no, sorry\n")
    #expect(written(.debug) { $0.error(message) } == "reap-pods: error: \(message)\n")
    #expect(written(.error, format: .json) { $0.error(message) }.contains(message))
  }

  @Test("As JSON each message is one object on one line")
  func json() throws {
    let text = written(.debug, format: .json) { log in
      log.debug("d")
      log.warning("a \"quote\", a \\, a new\nline\r\n and an ü")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    #expect(
      lines[0] == #"{"time":"2026-11-23T18:15:19Z","level":"debug","tool":"reap-pods","message":"d"}"#)
    let message = try JSONCursor(JSONValue(parsing: String(lines[1])))["message"].string()
    #expect(message == "a \"quote\", a \\, a new\nline\r\n and an ü")
    #expect(lines[2].isEmpty)
  }

  @Test("As JSON a level has its --log-level name", arguments: Log.Level.allCases)
  func levelNames(level: Log.Level) throws {
    let text = written(.debug, format: .json) { log in
      switch level {
      case .debug: log.debug("")
      case .info: log.info("")
      case .notice: log.notice("")
      case .warning: log.warning("")
      case .error: log.error("")
      }
    }
    let name = try JSONCursor(JSONValue(parsing: text))["level"].string()
    #expect(Log.Level(argument: name) == level)
  }

  @Test("As JSON under the journal the priority still comes first")
  func jsonInJournal() {
    let text = written(.notice, journal: true, format: .json) { $0.error("e") }
    #expect(text.hasPrefix(#"<3>{"time":"#))
  }

  @Test("Standard error is the journal only if the environment names its device and inode")
  func detection() {
    #expect(!standardErrorIsJournal(environment: [:]))
    #expect(!standardErrorIsJournal(environment: ["JOURNAL_STREAM": "1:1"]))
  }
}
