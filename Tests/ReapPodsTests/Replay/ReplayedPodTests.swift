import Shared
import Testing

@testable import reap_pods

@Suite("What would have been freed", .timeLimit(.minutes(15)))
struct ReplayedPodTests {
  private var replaying = Replaying()

  /// The sums of a pod that matches at noon + 10.
  private mutating func sums(_ end: (inout Replaying) -> Void) throws -> ReplayTotals.Sums {
    replaying.sample(noon - 60, .seen(recorded("a")))
    replaying.run(noon + 10)
    replaying.sample(noon + 60)
    end(&replaying)
    #expect(replaying.matches() == ["a@10"])
    let key = ReplayTotals.Key(day: LedgerDay(of: noon), reason: .expired)
    return try #require(replaying.replay.totals.sums[key])
  }

  @Test("A pod that ended by itself was still at work, and would have freed its CPU until then")
  mutating func finished() throws {
    let sums = try sums {
      $0.sample(noon + 120, .seen(news("a") { $0.finished = noon + 110 }))
      $0.sample(noon + 180, .gone("a"))
    }
    #expect(sums == .init(pods: 1, atWork: 1, cpuMilliSeconds: 200_000, open: 0))
  }

  @Test("A pod that reap-pods deleted later was not at work")
  mutating func reaped() throws {
    let sums = try sums {
      $0.run(noon + 110, .init(pod: recorded("a", origin: .run), deleted: noon + 110, cpuMilli: 3000))
      $0.sample(noon + 120, .seen(news("a") { $0.deleting = noon + 140 }))
      $0.sample(noon + 180, .gone("a"))
    }
    #expect(sums == .init(pods: 1, atWork: 0, cpuMilliSeconds: 300_000, open: 0))
  }

  @Test("A pod that a killed run may have deleted was not at work")
  mutating func killedRun() throws {
    let sums = try sums {
      $0.run(nil, time: noon + 110, .init(pod: recorded("a", origin: .run)))
      $0.sample(noon + 180, .gone("a"))
    }
    #expect(sums == .init(pods: 1, atWork: 0, cpuMilliSeconds: 340_000, open: 0))
  }

  @Test("Sums that are too large are capped")
  func tooLarge() throws {
    var sums = ReplayTotals.Sums(pods: 1, cpuMilliSeconds: .max)
    sums += ReplayTotals.Sums(pods: 1, cpuMilliSeconds: 1)
    #expect(sums.cpuMilliSeconds == .max)
    #expect(sums.coreHoursText == "2562047788015.2")
  }

  @Test("A pod whose end is not recorded adds no CPU")
  mutating func open() throws {
    let sums = try sums { _ in }
    #expect(sums == .init(pods: 1, atWork: 0, cpuMilliSeconds: 0, open: 1))
  }

  @Test("A pod that was never bound to a node held nothing")
  mutating func unbound() {
    replaying = Replaying(Policy(deletesExpired: false, pendingAfter: 60))
    replaying.sample(noon, .seen(recorded("a", phase: "Pending") { $0.node = nil }))
    replaying.run(noon + 10)
    replaying.sample(noon + 60)
    replaying.sample(noon + 120, .gone("a"))
    let pods = replaying.pods()
    #expect(pods.map(\.cpuMilliSeconds) == [0])
    // What it waited for is not recorded.
    #expect(pods.map(\.judgment.fact) == [.created(unixSeconds: noon - 7200)])
  }
}
