import Glibc
import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15))) struct ChildProcessTests {
  private func run(
    _ script: String, environment: [String: String] = ["PATH": "/usr/bin:/bin"],
    timeout: Duration = .seconds(300)
  ) throws(ChildProcess.Failure) -> ChildProcess.Outcome {
    try ChildProcess(path: "/bin/sh", arguments: ["sh", "-c", script], environment: environment)
      .run(timeout: timeout)
  }

  @Test func outputAndComplaintAreKeptApart() throws {
    let outcome = try run("echo out; echo err >&2; echo more >&2")
    #expect(outcome.output == Array("out\n".utf8))
    #expect(outcome.complaint == "err more")
    #expect(outcome.status == 0)
  }

  @Test(arguments: [
    ("exit 3", "exited with status 3"), ("echo 'no way' >&2; exit 1", "exited with status 1: no way"),
    ("kill -9 $$", "was killed by signal 9"),
  ])
  func aFailureIsPutIntoWords(script: String, words: String) throws {
    let outcome = try run(script)
    #expect(outcome.status != 0)
    #expect(outcome.failure == words)
  }

  @Test func itHasExactlyItsEnvironment() throws {
    let outcome = try run(
      "/usr/bin/env | /usr/bin/grep -v -e ^PWD -e ^_ -e ^SHLVL", environment: ["A": "1", "B": "x y"])
    #expect(
      String(decoding: outcome.output, as: UTF8.self).split(separator: "\n").sorted() == ["A=1", "B=x y"])
  }

  @Test func itHasNoInput() throws {
    #expect(try run("cat; echo end").output == Array("end\n".utf8))
  }

  @Test func itHasDefaultSignals() throws {
    var blocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let outcome = try run("grep -E 'Sig(Blk|Ign)' /proc/self/status")
    let masks = String(decoding: outcome.output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .compactMap { UInt64($0, radix: 16) }
    // The C library reserves the signals 32 and 33.
    #expect(masks.map { $0 & ~0x1_8000_0000 } == [0, 0])
  }

  @Test func itHasNoneOfOurDescriptors() throws {
    let null = open("/dev/null", O_RDONLY)
    let inherited = fcntl(null, F_DUPFD, 200)
    defer {
      close(null)
      close(inherited)
    }
    let outcome = try run("[ -e /proc/self/fd/\(inherited) ] && echo leaked; echo end")
    #expect(outcome.output == Array("end\n".utf8))
  }

  @Test func itLeadsAProcessGroup() throws {
    let outcome = try run("cut -d ' ' -f 5 /proc/$$/stat; echo $$")
    let lines = outcome.output.split(separator: 10)
    #expect(lines.count == 2 && lines[0] == lines[1])
  }

  @Test func muchOutputArrivesWhole() throws {
    let outcome = try run("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2")
    #expect(outcome.output.count == 1_000_000)
    #expect(outcome.complaint == "")
  }

  @Test func tooMuchOutputEndsIt() {
    let error = #expect(throws: ChildProcess.Failure.self) { try run("yes") }
    #expect(error?.description == "wrote too much output and was killed")
  }

  @Test func aLongComplaintIsCut() throws {
    let outcome = try run("yes | head -c 100000 >&2; exit 1")
    #expect(outcome.complaint.utf8.count < 2_000)
    #expect(outcome.complaint.hasPrefix("y y y"))
  }

  @Test func whatTakesTooLongIsKilled() {
    let error = #expect(throws: ChildProcess.Failure.self) { try run("sleep 1000", timeout: .seconds(1)) }
    #expect(error?.description == "took longer than 1 s and was killed")
  }

  @Test func itsChildrenAreKilledWithIt() throws {
    let folder = try TestFolder()
    #expect(throws: ChildProcess.Failure.self) {
      try run("sleep 1000 & echo $! > \(folder.path)/pid; yes")
    }
    let pid = try #require(folder.lines("pid").first)
    #expect(isGone(pid))
  }

  /// Waits for the end, because a killed process does not end at once.
  private func isGone(_ pid: String) -> Bool {
    for _ in 1...3_000 {
      let stat = (try? readFile("/proc/\(pid)/stat")).map { String(decoding: $0, as: UTF8.self) } ?? ""
      if !stat.contains("(sleep)") || stat.contains(") Z ") { return true }
      usleep(10_000)
    }
    return false
  }

  @Test func whatItLeavesInTheBackgroundIsNotWaitedFor() throws {
    #expect(try run("sleep 1000 & echo end", timeout: .seconds(300)).output == Array("end\n".utf8))
  }

  @Test func whatCannotBeStartedIsTold() {
    let child = ChildProcess(path: "/dev/null", arguments: ["x"], environment: [:])
    let error = #expect(throws: ChildProcess.Failure.self) { try child.run(timeout: .seconds(300)) }
    #expect(error?.description == "could not be started: Permission denied")
  }
}
