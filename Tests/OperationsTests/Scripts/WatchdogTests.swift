import TestSupport
import Testing

@Suite(
  "The watchdog of the tests", .enabled(if: InstalledTool.isThere("python3")),
  .timeLimit(.minutes(15)))
struct WatchdogTests {
  private static let script = Repository.folder + "/scripts/watchdog"

  private func watch(silence: String = "600", _ shell: String) async throws -> CommandRun {
    try await CommandRun(Self.script, ["--silence", silence, "sh", "-c", shell])
  }

  @Test("It names the tests that are still running, ends them, and fails")
  func silence() async throws {
    let run = try await watch(
      silence: "1",
      """
      echo '◇ Suite "Files" started.'
      echo '◇ Test "one" started.'; echo '✔ Test "one" passed after 0.001 seconds.'
      echo '◇ Test "two" started.'; echo '◇ Test "two" started.'; echo '✘ Test "two" failed after 0.2 seconds.'
      echo '◇ Test case passing 1 argument path → "a" to "three" started.'
      sleep 1000 & sleep 1000
      """)
    #expect(run.code == 124)
    let listed = run.text.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(listed == [#"  Test "two""#, #"  Test case passing 1 argument path → "a" to "three""#])
  }

  @Test("It passes on the command's output and exit code", arguments: [0, 3, 143])
  func ends(code: Int32) async throws {
    let end = code == 143 ? "kill -TERM $$" : "exit \(code)"
    let run = try await watch("echo out; echo err >&2; \(end)")
    #expect(run.code == code)
    #expect(run.text == "out\nerr\n")
  }

  @Test("A build that hangs names no test")
  func build() async throws {
    let run = try await watch(silence: "1", "sleep 1000")
    #expect(run.code == 124)
    #expect(run.text.contains("no test; perhaps the build"))
  }
}
