import Shared
import Testing

@testable import reap_pods

@Suite("Screening one list", .timeLimit(.minutes(15)))
struct PodScreeningTests {
  private func screening(of namespace: String?, explains: Bool = false) -> PodScreening {
    let screening = PodScreening(
      of: namespace, policy: Policy(), live: LiveGenerations(), clockGate: ClockGate(),
      excluded: ["excluded"],
      explains: explains, waits: true, unseenGate: nil)
    screening.begin(.init(now: noon, offset: nil))
    return screening
  }

  private let past: SelectedMetadata = ["delete-at": "1"]

  @Test("A pod in a namespace that was not requested is not judged, and causes a warning")
  func foreignNamespace() {
    for (namespace, of) in [("other", "builds"), ("", nil)] as [(String, String?)] {
      let screening = screening(of: of)
      screening.visit(pod(namespace: namespace, annotations: past))
      #expect(screening.pods.listed == 0)
      #expect(screening.pods.matched.isEmpty)
      #expect(screening.pods.hasUnreadablePods)
      #expect(screening.pods.warnings.count == 1)
    }
  }

  @Test("A list that starts over forgets what it contained before")
  func startsOver() {
    let screening = screening(of: nil, explains: true)
    for name in ["a", "b"] { screening.visit(pod(name, annotations: past)) }
    screening.visit(pod("c", annotations: past, deleted: noon))
    screening.visit(pod("d", annotations: ["delete-at": "odd"]))
    #expect(
      (
        screening.pods.listed, screening.pods.eligible, screening.pods.matched.count,
        screening.pods.kept.count
      ) == (4, 3, 2, 2))
    #expect((screening.pods.terminating.count, screening.pods.warnings.count) == (1, 1))
    screening.begin(.init(now: noon, offset: nil))
    #expect(
      (
        screening.pods.listed, screening.pods.eligible, screening.pods.matched.count,
        screening.pods.kept.count
      ) == (0, 0, 0, 0))
    #expect((screening.pods.terminating.count, screening.pods.warnings.count) == (0, 0))
  }

  @Test("An excluded namespace that no pod is in is probably a typo, unless nothing was listed")
  func unseenExclusion() {
    let screening = screening(of: nil)
    func warnings(_ excluded: [String]) -> [String] {
      var pods = screening.pods
      pods.warnAboutUnseen(excluded: excluded)
      return pods.warnings.kept.map(\.message)
    }
    screening.visit(pod(namespace: "excluded"))
    #expect(warnings(["excluded", "bilds"]) == [])
    screening.visit(pod(namespace: "builds"))
    #expect(warnings(["excluded"]) == [])
    #expect(
      warnings(["excluded", "bilds"]) == ["no pod is in the excluded namespace \"bilds\" (1 checked)"])
  }

  @Test("A generation seen before the list started over does not count as seen")
  func gateStartsOver() throws {
    let gate = UnseenGenerationGate(key: "generation", givenByHand: ["g2"])
    let screening = PodScreening(
      of: nil, policy: withForeignGeneration, live: generationTwoLives, clockGate: ClockGate(), excluded: [],
      explains: false, waits: false, unseenGate: gate)
    screening.begin(.init(now: noon, offset: nil))
    screening.visit(pod(annotations: past, labels: ["generation": "g2"]))
    let seen = try #require(screening.pods.unseenGate)
    #expect([seen.keySeen, seen.givenSeen, seen.liveSeen] == [true, true, true])
    screening.begin(.init(now: noon, offset: nil))
    #expect(throws: RefusedError.self) { try screening.pods.unseenGate?.check(foreign: 11) }
  }

  @Test("An unreadable pod is forgotten when the list starts over")
  func startsOverAfterUnreadable() {
    let screening = screening(of: nil)
    screening.visitUnreadable("items[0]: x")
    #expect(screening.pods.hasUnreadablePods)
    screening.begin(.init(now: noon, offset: nil))
    #expect(!screening.pods.hasUnreadablePods)
  }

  @Test("Pods in excluded namespaces are skipped")
  func excluded() {
    let screening = screening(of: nil)
    screening.visit(pod(namespace: "excluded", annotations: past))
    #expect(screening.pods.listed == 0)
    #expect(!screening.pods.hasUnreadablePods)
  }

  @Test("The number of stored warnings is limited, but all are counted")
  func manyWarnings() {
    let screening = screening(of: nil)
    for number in 0..<2500 {
      screening.visitUnreadable("x")
      screening.visit(pod("odd \(number)", annotations: ["delete-at": "odd"]))
      screening.visit(pod("one", annotations: past))
    }
    #expect(screening.pods.warnings.count == 7499)
    #expect(screening.pods.warnings.kept.count == 60)
    #expect(
      Set(screening.pods.warnings.kept.map(\.kind)) == [
        "unreadable pods", "annotation delete-at", "pods listed more than once",
      ])
  }
}
