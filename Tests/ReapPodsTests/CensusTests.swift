import Shared
import Testing

@testable import reap_pods

@Suite("The census of one list", .timeLimit(.minutes(15)))
struct CensusTests {
  private func census(of namespace: String?, explains: Bool = false) -> Census {
    let census = Census(
      of: namespace, policy: Policy(), live: LiveGenerations(), clockGate: ClockGate(),
      excluded: ["excluded"],
      explains: explains, waits: true, unseenGate: nil)
    census.begin(.init(now: noon, offset: nil))
    return census
  }

  private let past: WantedTexts = ["delete-at": "1"]

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
    #expect((census.leaving.count, census.warnings.count) == (1, 1))
    census.begin(.init(now: noon, offset: nil))
    #expect((census.listed, census.eligible, census.matched.count, census.kept.count) == (0, 0, 0, 0))
    #expect((census.leaving.count, census.warnings.count) == (0, 0))
  }

  @Test("Excluded namespaces are not looked at")
  func excluded() {
    let census = census(of: nil)
    census.visit(pod(namespace: "excluded", annotations: past))
    #expect(census.listed == 0)
    #expect(!census.hasUnreadablePods)
  }
}
