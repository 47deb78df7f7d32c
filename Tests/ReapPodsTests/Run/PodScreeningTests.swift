import Shared
import Testing

@testable import reap_pods

@Suite("The census of one list", .timeLimit(.minutes(15)))
struct PodScreeningTests {
  private func census(of namespace: String?, explains: Bool = false) -> PodScreening {
    let census = PodScreening(
      of: namespace, policy: Policy(), live: LiveGenerations(), clockGate: ClockGate(),
      excluded: ["excluded"],
      explains: explains, waits: true, unseenGate: nil)
    census.begin(.init(now: noon, offset: nil))
    return census
  }

  private let past: SelectedMetadata = ["delete-at": "1"]

  @Test("A pod of a namespace that was not asked for is not judged, and said")
  func foreignNamespace() {
    for (namespace, of) in [("other", "builds"), ("", nil)] as [(String, String?)] {
      let census = census(of: of)
      census.visit(pod(namespace: namespace, annotations: past))
      #expect(census.listed == 0)
      #expect(census.matched.isEmpty)
      #expect(census.hasUnreadablePods)
      #expect(census.warnings.count == 1)
    }
  }

  @Test("A list that begins anew forgets what it gave before")
  func anew() {
    let census = census(of: nil, explains: true)
    for name in ["a", "b"] { census.visit(pod(name, annotations: past)) }
    census.visit(pod("c", annotations: past, deleted: noon))
    census.visit(pod("d", annotations: ["delete-at": "odd"]))
    #expect((census.listed, census.eligible, census.matched.count, census.kept.count) == (4, 3, 2, 2))
    #expect((census.terminating.count, census.warnings.count) == (1, 1))
    census.begin(.init(now: noon, offset: nil))
    #expect((census.listed, census.eligible, census.matched.count, census.kept.count) == (0, 0, 0, 0))
    #expect((census.terminating.count, census.warnings.count) == (0, 0))
  }

  @Test("What the list showed before it began anew lets no generation pass for seen")
  func gateAnew() throws {
    let gate = UnseenGenerationGate(key: "generation", givenByHand: ["g2"])
    let census = PodScreening(
      of: nil, policy: withForeignGeneration, live: generationTwoLives, clockGate: ClockGate(), excluded: [],
      explains: false, waits: false, unseenGate: gate)
    census.begin(.init(now: noon, offset: nil))
    census.visit(pod(annotations: past, labels: ["generation": "g2"]))
    let seen = try #require(census.unseenGate)
    #expect([seen.keySeen, seen.givenSeen, seen.liveSeen] == [true, true, true])
    census.begin(.init(now: noon, offset: nil))
    #expect(throws: RefusedError.self) { try census.unseenGate?.check(foreign: 11) }
  }

  @Test("A pod that could not be read is forgotten when the list begins anew")
  func anewAfterUnreadable() {
    let census = census(of: nil)
    census.visitUnreadable("items[0]: x")
    #expect(census.hasUnreadablePods)
    census.begin(.init(now: noon, offset: nil))
    #expect(!census.hasUnreadablePods)
  }

  @Test("Excluded namespaces are not looked at")
  func excluded() {
    let census = census(of: nil)
    census.visit(pod(namespace: "excluded", annotations: past))
    #expect(census.listed == 0)
    #expect(!census.hasUnreadablePods)
  }

  @Test("Warnings do not grow without end, and none goes uncounted")
  func manyWarnings() {
    let census = census(of: nil)
    for number in 0..<2500 {
      census.visitUnreadable("x")
      census.visit(pod("odd \(number)", annotations: ["delete-at": "odd"]))
      census.visit(pod("one", annotations: past))
    }
    #expect(census.warnings.count == 7499)
    #expect(census.warnings.kept.count == 60)
    #expect(
      Set(census.warnings.kept.map(\.kind)) == [
        "unreadable pods", "annotation delete-at", "pods listed more than once",
      ])
  }
}
