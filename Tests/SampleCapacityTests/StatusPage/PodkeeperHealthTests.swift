import Testing

@testable import sample_capacity

@Suite("Whether podkeeper is healthy", .timeLimit(.minutes(15)))
struct PodkeeperHealthTests {
  private static let ok = "podkeeper is healthy: "
  private static let bad = "podkeeper has a problem: "
  private static let unknown = "podkeeper: "
  private static let minute = "sampling every minute"
  private static let reap = "last reap succeeded at 03:10 UTC"

  struct Case: Sendable {
    let name: String
    let change: @Sendable (inout StatusPageInput) -> Void
    let line: String
  }

  private static let cases = [
    Case(name: "all is well", change: { _ in }, line: "\(ok)\(minute); \(reap)"),
    Case(
      name: "another interval", change: { $0.interval = 300 }, line: "\(ok)sampling every 5 min; \(reap)"),
    Case(
      name: "too few samples for an interval", change: { $0.series[0].day = [] },
      line: "\(ok)sampling works; \(reap)"),
    Case(name: "lists fail", change: { $0 = .failed() }, line: "\(bad)no sample since 02:32 UTC; \(reap)"),
    Case(
      name: "never a sample",
      change: {
        $0.sample = nil
        $0.failure = .init()
      }, line: "\(bad)no sample; \(reap)"),
    Case(
      name: "the clock is wrong", change: { $0.clockOffset = -180 },
      line: "\(bad)its clock and the server's differ; \(reap)"),
    Case(
      name: "samples are missing",
      change: { input in
        let gap = PageFixture.time - 1827..<PageFixture.time - 840
        input.series[0].day.removeAll { gap.contains($0.from) }
      }, line: "\(bad)samples are missing from 02:41 UTC to 02:58 UTC; \(reap)"),
    Case(
      name: "samples were missing two hours ago",
      change: { input in
        let gap = PageFixture.time - 9000..<PageFixture.time - 7200
        input.series[0].day.removeAll { gap.contains($0.from) }
      }, line: "\(ok)\(minute); \(reap)"),
    Case(
      name: "the reaper failed",
      change: {
        $0.lastReap?.exitCode = 77
        $0.lastReap?.exitName = "noperm"
      }, line: "\(bad)the last reap, at 03:10 UTC, failed with exit 77 noperm; \(minute)"),
    Case(
      name: "both fail",
      change: { input in
        input = .failed()
        input.lastReap?.exitCode = 77
        input.lastReap?.exitName = "noperm"
      },
      line: "\(bad)no sample since 02:32 UTC; the last reap, at 03:10 UTC, failed with exit 77 noperm"),
    Case(
      name: "the reaper is overdue", change: { $0.lastReap?.time = PageFixture.time - 1501 },
      line: "\(bad)no reap since 02:47 UTC (usually every 10 min); \(minute)"),
    Case(
      name: "the reaper is late, but not overdue yet",
      change: { $0.lastReap?.time = PageFixture.time - 1500 },
      line: "\(ok)\(minute); last reap succeeded at 02:47 UTC"),
    Case(
      name: "nobody knows when the reaper should run",
      change: {
        $0.lastReap?.time = PageFixture.time - 40_000
        $0.lastReap?.interval = nil
      }, line: "\(unknown)\(minute); last reap succeeded at Wed 25 Nov, 16:05 UTC"),
    Case(
      name: "nobody knows when the reaper should run, but it just did",
      change: { $0.lastReap?.interval = nil }, line: "\(ok)\(minute); \(reap)"),
    Case(
      name: "dry runs only", change: { $0.lastReap?.isDryRun = true },
      line: "\(unknown)\(minute); reap-pods only did dry runs, the last at 03:10 UTC"),
    Case(
      name: "the reaper never ran",
      change: {
        $0.lastReap = nil
        $0.reaped = nil
      }, line: "\(unknown)\(minute); no reap recorded yet"),
    Case(
      name: "the reaper stopped days ago", change: { $0.lastReap = nil },
      line: "\(bad)no reap since yesterday; \(minute)"),
    Case(
      name: "no ledger",
      change: { input in
        input = .firstRun()
        input.history = .none
        input.ledgerFolder = nil
      }, line: "\(unknown)sampling works; the last reap is not known without a ledger"),
    Case(
      name: "an unreadable ledger",
      change: { input in
        input = .firstRun()
        input.history = .none
      }, line: "\(bad)its ledger cannot be read; the last reap is not known"),
  ]

  @Test("One line says so, or what is wrong", arguments: cases)
  func line(state: Case) throws {
    let page = try PageScanner(StatusPage(.busy(state.change), now: PageFixture.time).html)
    #expect(page.readable.contains(" \(state.line) "), "\(page.readable.prefix(400))")
    let grades = page.elements.filter { $0.name == "b" }.compactMap { $0.attributes["class"] }
    // Green is only for what is known to be well, and a bad color has words.
    #expect(grades.contains("fit") == state.line.hasPrefix(Self.ok))
    #expect(grades.contains("unfit") == state.line.hasPrefix(Self.bad))
  }

  @Test("A page of a file of the past says nothing about it")
  func snapshot() throws {
    let html = StatusPage(.busy { $0.isOfSnapshot = true }, now: PageFixture.time).html
    #expect(try !PageScanner(html).readable.contains("podkeeper is healthy"))
  }
}
