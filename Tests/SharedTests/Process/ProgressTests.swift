import Synchronization
import Testing

@testable import Shared

@Suite("Progress", .timeLimit(.minutes(15)))
struct ProgressTests {
  /// A terminal and a clock that the test moves.
  private final class Stage: Sendable {
    let start = ContinuousClock.now
    let elapsed = Mutex(Duration.zero)
    let width = Mutex(80)
    let shown = Mutex<[String?]>([])

    func progress(messages: Bool = false) -> Progress {
      let style: Progress.Style =
        messages
        ? .messages { [self] text in shown.withLock { $0.append(text) } }
        : .line(
          width: { [self] in width.withLock { $0 } },
          show: { [self] text in shown.withLock { $0.append(text) } })
      return Progress(style) { [self] in start + elapsed.withLock { $0 } }
    }

    func pass(_ time: Duration) { elapsed.withLock { $0 += time } }

    /// What was shown since the last call.
    func take() -> [String?] {
      shown.withLock { shown in
        defer { shown = [] }
        return shown
      }
    }
  }

  @Test("Work that is done within a second is not shown")
  func short() {
    let stage = Stage()
    let progress = stage.progress()
    progress.during(.listing("pods")) {
      stage.pass(.milliseconds(999))
      progress.tick()
      #expect(stage.take().isEmpty)
    }
  }

  @Test("After a second a line shows what is done, five times a second, and is erased at the end")
  func line() {
    let stage = Stage()
    let progress = stage.progress()
    progress.during(.listing("pods")) {
      progress.add(3)
      stage.pass(.seconds(1))
      progress.tick()
      progress.add(1200)
      stage.pass(.milliseconds(199))
      progress.tick()
      #expect(stage.take() == ["listing pods, 3 so far"])
      stage.pass(.milliseconds(1))
      progress.tick()
      #expect(stage.take() == ["listing pods, 1,203 so far"])
    }
    #expect(stage.take() == [nil])
    stage.pass(.seconds(9))
    progress.tick()
    #expect(stage.take().isEmpty)
  }

  @Test(
    "The line is always shorter than the terminal is wide at that moment", arguments: [80, 23, 22, 10, 2, 1])
  func width(width: Int) throws {
    let stage = Stage()
    let progress = stage.progress()
    try progress.during(.listing("pods")) {
      stage.width.withLock { $0 = width }
      stage.pass(.seconds(1))
      progress.tick()
      let line = try #require(stage.take().first ?? nil)
      #expect(line.count < max(2, width))
      #expect(line == "listing pods, 0 so far" || line.hasSuffix("…"))
    }
  }

  @Test("Without a terminal, long work is a message every 30 seconds")
  func messages() {
    let stage = Stage()
    let progress = stage.progress(messages: true)
    progress.during(.deleting(total: 10_000)) {
      for second in 1...65 {
        progress.add(48)
        stage.pass(.seconds(1))
        progress.tick()
        if second == 29 { #expect(stage.take().isEmpty) }
      }
    }
    #expect(
      stage.take() == [
        "deleting 1,440 of 10,000, 48/s, 2m58s left", "deleting 2,880 of 10,000, 48/s, 2m28s left",
      ])
  }

  @Test("Work inside other work has its own count, and the outer count goes on afterward")
  func nested() {
    let stage = Stage()
    let progress = stage.progress()
    progress.begin(.contacting("https://a.example"))
    progress.during(.waiting(total: 10, limit: .seconds(60))) {
      progress.add(4)
      progress.during(.listing("pods")) {
        progress.add(7)
        stage.pass(.seconds(1))
        progress.tick()
      }
      #expect(stage.take() == ["listing pods, 7 so far", nil])
      stage.pass(.seconds(1))
      progress.tick()
      #expect(stage.take() == ["waiting for 6 of 10 pods to be gone, at most 58s more"])
    }
    stage.pass(.seconds(1))
    progress.tick()
    #expect(stage.take() == [nil, "contacting https://a.example"])
  }

  @Test(
    "Each activity has its words",
    arguments: [
      (.deleting(total: 10_000), 3120, .seconds(65), "deleting 3,120 of 10,000, 48/s, 2m23s left"),
      (.deleting(total: 10_000), 0, .seconds(65), "deleting 0 of 10,000"),
      (.deleting(total: 10), 9, .seconds(2), "deleting 9 of 10, 4.5/s, 0s left"),
      (.deleting(total: 2), 1, .seconds(3600), "deleting 1 of 2, less than 0.1/s, 1h left"),
      (
        .waiting(total: 1, limit: .seconds(120)), 0, .seconds(2),
        "waiting for 1 pod to be gone, at most 1m58s more"
      ),
      (
        .waiting(total: 3, terminating: 2, limit: .seconds(60)), 0, .seconds(1),
        "waiting for 3 pods to be gone (2 already terminating before this run), at most 59s more"
      ),
      (
        .waiting(total: 1000, limit: .seconds(9000)), 1, .seconds(1),
        "waiting for 999 of 1,000 pods to be gone, at most 2h29m more"
      ),
      (.listing("nodes"), 0, .seconds(1), "listing nodes, 0 so far"),
      (.writing("the sample"), 0, .seconds(1), "writing the sample"),
    ] as [(Progress.Activity, Int, Duration, String)])
  func words(activity: Progress.Activity, done: Int, elapsed: Duration, text: String) {
    #expect(activity.text(done: done, after: elapsed) == text)
  }
}

@Suite("Colors", .timeLimit(.minutes(15)))
struct ColorTests {
  @Test(
    "--color comes before NO_COLOR, CLICOLOR_FORCE and the terminal",
    arguments: [
      (.auto, [:], true, true), (.auto, [:], false, false),
      (.auto, ["NO_COLOR": "1"], true, false), (.auto, ["NO_COLOR": ""], true, true),
      (.auto, ["CLICOLOR_FORCE": "1"], false, true), (.auto, ["CLICOLOR_FORCE": "0"], false, false),
      (.auto, ["CLICOLOR_FORCE": ""], false, false),
      (.auto, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
      (.always, ["NO_COLOR": "1"], false, true), (.never, ["CLICOLOR_FORCE": "1"], true, false),
    ] as [(ColorChoice, [String: String], Bool, Bool)])
  func choice(choice: ColorChoice, environment: [String: String], isCapable: Bool, colors: Bool) {
    #expect(choice.colors(isCapable: isCapable, environment: environment) == colors)
  }

  @Test("In a table, only cells that are an outcome are colored")
  func outcomes() {
    let text = TextForPeople(colors: true)
    #expect(
      text.line("builds   failed-1   expired   deleted   failed to start")
        == "builds   failed-1   expired   \u{1B}[32mdeleted\u{1B}[0m   failed to start")
    #expect(text.line("a   held back") == "a   \u{1B}[33mheld back\u{1B}[0m")
    #expect(text.line("   failed") == "   \u{1B}[31mfailed\u{1B}[0m")
    #expect(TextForPeople(colors: false).line("a   deleted") == "a   deleted")
  }

  @Test("People see no Audit-IDs")
  func auditIDs() {
    let text = TextForPeople(colors: false)
    #expect(text.line("no (Audit-ID 1-2); yes (Audit-ID 3) (b)") == "no; yes (b)")
    #expect(text.line("an (Audit-ID without an end") == "an (Audit-ID without an end")
  }
}
