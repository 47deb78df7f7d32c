import Shared
import Testing

@testable import reap_pods

@Suite("Judging recorded pods by other rules", .timeLimit(.minutes(15)))
struct ReplayTests {
  private var replaying = Replaying()

  @Test("A pod matches at the first run after its deadline, once")
  mutating func once() {
    replaying.sample(noon - 60, .seen(recorded("a")))
    replaying.run(noon)
    replaying.run(noon + 10)
    replaying.run(noon + 20)
    replaying.sample(noon + 60)
    replaying.run(noon + 70)
    #expect(replaying.matches() == ["a@10"])
    #expect(replaying.replay.totals.listed == 1)
  }

  @Test("A pod that is gone by the next sample does not match in between")
  mutating func gone() {
    replaying.sample(noon - 60, .seen(recorded("a")))
    replaying.run(noon + 10)
    replaying.sample(noon + 60, .gone("a"))
    #expect(replaying.matches() == [])
    #expect(replaying.replay.totals.listed == 1)
  }

  @Test("A pod whose deadline is moved by the next sample does not match in between")
  mutating func extended() {
    replaying.sample(noon - 60, .seen(recorded("a")), .seen(recorded("b")))
    replaying.run(noon + 10)
    replaying.sample(
      noon + 60, .seen(recorded("a", deadline: noon + 900)), .seen(recorded("b", phase: "Failed")))
    replaying.run(noon + 901)
    replaying.sample(noon + 960)
    #expect(replaying.matches() == ["b@10", "a@901"])
  }

  @Test("A whole line takes back a deadline that was removed; an event does not")
  mutating func removed() {
    replaying.sample(noon - 60, .seen(recorded("a")), .seen(recorded("b")))
    replaying.sample(noon - 30, .seen(recorded("a", deadline: nil)), .seen(news("b") { $0.phase = "Failed" }))
    replaying.run(noon + 10)
    #expect(replaying.matches() == ["b@10"])
  }

  @Test("A pod that a sample saw first after a run was not known to the run")
  mutating func new() {
    replaying.run(noon + 10)
    replaying.sample(noon + 60, .seen(recorded("a")))
    replaying.run(noon + 70)
    replaying.sample(noon + 120)
    #expect(replaying.matches() == ["a@70"])
  }

  @Test("A pod that only a run saw is judged by what the run saw, at that run alone")
  mutating func onlyTheRun() {
    let early = recorded("a", deadline: noon + 20, origin: .run)
    replaying.run(noon + 10, .init(pod: recorded("b", origin: .run), deleted: noon + 11))
    replaying.run(noon + 15, .init(pod: early))
    replaying.run(noon + 30)
    #expect(replaying.matches() == ["b@10"])
    #expect(replaying.replay.totals.listed == 2)
  }

  @Test("What a run saw of a pod replaces what an earlier sample saw")
  mutating func runIsNewer() {
    replaying.sample(noon - 60, .seen(recorded("a", deadline: noon + 900)))
    replaying.run(noon + 10, .init(pod: recorded("a", origin: .run), deleted: noon + 11))
    replaying.sample(noon + 60, .gone("a"))
    #expect(replaying.matches() == ["a@10"])
  }

  @Test("A pod that reap-pods deleted is not judged at later runs")
  mutating func deleted() {
    replaying = Replaying(Policy(expiryKey: "until"))
    let pod = recorded("a") { $0.keys["until"] = .at(unixSeconds: noon + 20) }
    replaying.sample(noon - 60, .seen(pod))
    var seen = pod
    seen.origin = .run
    replaying.run(noon + 10, .init(pod: seen, deleted: noon + 11))
    replaying.run(noon + 30)
    replaying.sample(noon + 40, .seen(recorded("b")))
    replaying.run(noon + 50)
    #expect(replaying.matches() == [])
  }

  @Test("The same line twice changes nothing")
  mutating func repeated() {
    for time in [noon - 60, noon - 30] { replaying.sample(time, .seen(recorded("a"))) }
    replaying.run(noon + 10)
    for time in [noon + 60, noon + 90] {
      replaying.sample(time, .seen(news("a") { $0.finished = noon + 30 }), .gone("a"))
    }
    replaying.sample(noon + 120, .seen(recorded("a")))
    replaying.run(noon + 130)
    // It was uncertain at the only run before its end.
    #expect(replaying.matches() == [])
    #expect(replaying.replay.totals.listed == 1)
  }

  @Test("Without runs, the rules are judged at each sample")
  mutating func samples() {
    replaying = Replaying(judgesSamples: true)
    replaying.sample(noon - 60, .seen(recorded("a")), .seen(recorded("b")))
    replaying.sample(noon)
    replaying.sample(noon + 60, .gone("b"))
    #expect(replaying.matches() == ["a@60"])
  }

  @Test("Only the selected namespaces count")
  mutating func namespaces() {
    replaying = Replaying(namespaces: ["builds"])
    replaying.sample(noon - 60, .seen(recorded("a")), .seen(recorded("b", namespace: "other")))
    replaying.run(noon + 10)
    #expect(replaying.matches() == ["a@10"])
    #expect(replaying.replay.totals.listed == 1)
  }

  @Test("The guards apply")
  mutating func guards() {
    replaying.sample(
      noon - 60, .seen(recorded("a", namespace: "kube-system")), .seen(recorded("b") { $0.deleting = noon }),
      .seen(recorded("c") { $0.keys["podkeeper/keep"] = .flag(true) }),
      .seen(recorded("d") { $0.keys["podkeeper/keep"] = .flag(false) }),
      .seen(recorded("e") { $0.keys["kubernetes.io/config.mirror"] = .flag(true) }))
    replaying.run(noon + 10)
    #expect(replaying.matches() == ["d@10"])
  }
}

@Suite("What a replay does not know", .timeLimit(.minutes(15)))
struct ReplayUnknownTests {
  @Test("A pod whose state was not looked at is unknown to a rule about states")
  func state() {
    var replaying = Replaying(Policy(deletesExpired: false, finishedAfter: 60))
    replaying.run(noon, .init(pod: recorded("a", phase: nil, origin: .run), deleted: noon + 1))
    #expect(replaying.matches() == [])
    #expect(replaying.replay.totals.unknown == 1)
  }

  @Test("Another rule may match such a pod")
  func otherRule() {
    var replaying = Replaying(Policy(finishedAfter: 60))
    replaying.run(noon + 1, .init(pod: recorded("a", phase: nil, origin: .run), deleted: noon + 1))
    #expect(replaying.matches() == ["a@1"])
    #expect(replaying.replay.totals.unknown == 0)
  }

  @Test(
    "Nothing is said about a pod whose annotations were not looked at, because one may contradict another")
  func conflict() {
    let policy = Policy(dialects: [.gitlab])
    let needs = ReplayNeeds(policy, live: LiveGenerations())
    var replaying = Replaying(policy)
    let met = needs.met(details: true, keys: ["delete-at"])
    replaying.run(noon + 1, .init(pod: recorded("a", origin: .run, met: met), deleted: noon + 1))
    #expect(replaying.matches() == [])
    #expect(replaying.replay.totals.unknown == 1)
  }

  @Test("A pod that was known well enough only after the last run is unknown")
  func knownTooLate() {
    let policy = Policy(foreignGeneration: ForeignGenerationPolicy())
    let met = ReplayNeeds(policy, live: LiveGenerations()).met(details: true, keys: ["delete-at"])
    var replaying = Replaying(policy, live: LiveGenerations(generations: ["g1"]))
    replaying.run(noon + 1, .init(pod: recorded("a", origin: .run, met: met)))
    replaying.sample(noon + 4, .seen(recorded("a")), .seen(recorded("b")))
    #expect(replaying.matches() == [])
    #expect(replaying.replay.totals.listed == 1 && replaying.replay.totals.unknown == 1)
  }

  @Test("An event without a whole line is unknown until there is one")
  func noWholeLine() {
    var replaying = Replaying()
    replaying.sample(noon - 60, .seen(news("a") { $0.phase = "Running" }))
    replaying.run(noon + 1)
    replaying.sample(noon + 60, .seen(recorded("a")))
    replaying.run(noon + 61)
    #expect(replaying.matches() == ["a@61"])
  }

  @Test(
    "A generation that is not recorded differs from one that is short, and may be one that is long",
    arguments: [("g1", ["a@1"]), (String(repeating: "g", count: 64), [])])
  func generation(id: String, matches: [String]) {
    var replaying = Replaying(
      Policy(deletesExpired: false, foreignGeneration: ForeignGenerationPolicy()),
      live: LiveGenerations(generations: [id]))
    replaying.sample(
      noon - 60, .seen(recorded("a") { $0.keys["generation"] = .unreadable(bytes: 64) }))
    replaying.run(noon + 1)
    replaying.sample(noon + 60)
    #expect(replaying.matches() == matches)
    #expect(replaying.replay.totals.unknown == 1 - matches.count)
  }
}
