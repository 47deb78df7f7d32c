import Shared

extension ReapRun {
  /// Judges the pods of files instead of a cluster's: nothing is asked, and nothing is deleted.
  mutating func judgeSnapshot() throws {
    let now = command.snapshot.now ?? Int64(WallClock.now())
    let live = try GenerationReader(command.rules.sources, server: nil).read(now: now)
    let census = census(live: live)
    census.begin(.init(now: now, offset: nil))
    try readSnapshots(into: census)
    absorb(census)
    report.dryRun = .client
    report.time = now
    try census.unseenGate?.check(foreign: report.summary.byReason[.foreignGeneration] ?? 0)
    if policy.heedsClockAndShareGates {
      try command.safety.shareGate.check(matched: report.matched.count, eligible: eligible)
    }
    report.matched.sort { ($0.created ?? .max, $0.uid) < ($1.created ?? .max, $1.uid) }
    pretend(min(report.matched.count, command.safety.limit ?? .max))
  }
}
