import Testing

@testable import reap_pods

@Suite("The guard against a typo in a generation", .timeLimit(.minutes(15)))
struct UnseenGenerationGateTests {
  private func gate(
    _ given: [String], seen: [(String?, ours: Bool)], live: Set<String> = []
  ) -> UnseenGenerationGate {
    var gate = UnseenGenerationGate(key: "generation", givenByHand: given)
    for (generation, ours) in seen { gate.see(generation: generation, isOurs: ours, live: live) }
    return gate
  }

  @Test("Without a pod of the generation, ten pods may be deleted but not eleven")
  func fewMayGo() throws {
    let unseen = gate(["g2"], seen: [])
    try unseen.check(foreign: 10)
    #expect(throws: RefusedError.self) { try unseen.check(foreign: 11) }
  }

  @Test("If a pod carries the generation, many others may be deleted")
  func seen() throws {
    try gate(["g2"], seen: [("g1", true), ("g2", true)]).check(foreign: 1000)
  }

  @Test("A generation from --generation that no pod carries stops the run")
  func typoInGeneration() {
    #expect(throws: RefusedError.self) { try gate(["g3"], seen: [("g1", true)]).check(foreign: 11) }
  }

  @Test("A key that only other people's pods carry stops the run")
  func typoInKey() {
    #expect(throws: RefusedError.self) {
      try gate([], seen: [("g1", false), (nil, true)]).check(foreign: 11)
    }
  }

  @Test("A prefix that excludes every pod with a generation causes a warning")
  func prefix() {
    func warning(_ gate: UnseenGenerationGate) -> String? {
      gate.warning(namePrefix: "runnr-", expiryKey: "delete-at")
    }
    #expect(warning(gate([], seen: [("g1", false)]))?.contains("no name starts with \"runnr-\"") == true)
    #expect(warning(gate([], seen: [("g1", false), ("g1", true)])) == nil)
    #expect(warning(gate([], seen: [(nil, false)])) == nil)
  }

  @Test("Foreign pods cause a warning if no pod carries a live generation")
  func warning() throws {
    let live: Set = ["coordinator-1_5f3e"]
    let unseen = gate([], seen: [("coordinator-1", true)], live: live)
    #expect(unseen.warning(foreign: 1, live: live)?.contains("\"coordinator-1_5f3e\"") == true)
    #expect(unseen.warning(foreign: 0, live: live) == nil)
    // With only a list of the pods in use, no generation is known to be live.
    #expect(unseen.warning(foreign: 1, live: []) == nil)
    var seen = gate([], seen: [], live: live)
    seen.merge(gate([], seen: [("coordinator-1_5f3e", true)], live: live))
    #expect(seen.warning(foreign: 1, live: live) == nil)
  }

  @Test("A list of pods in use that names no pod stops the run, unless a live generation is seen")
  func foreignList() throws {
    let live = LiveGenerations(podsInUse: ["a", "builds/b"])
    func listing(_ pods: [(String, String)], generations: Set<String> = []) -> UnseenGenerationGate {
      var gate = gate([], seen: [("g1", true)], live: generations)
      for (namespace, name) in pods { gate.see(namespace: namespace, name: name, live: live) }
      return gate
    }
    let unseen = listing([("other", "b"), ("builds", "c")])
    try unseen.check(foreign: 10, namesPods: true)
    #expect(
      unseen.warning(foreign: 1, live: [], namesPods: true)?.hasPrefix(
        "1 pod is foreign, but no pod that --in-use") == true)
    #expect(unseen.warning(foreign: 1, live: ["g1"], namesPods: true)?.contains("--in-use") == true)
    #expect(unseen.warning(foreign: 0, live: [], namesPods: true) == nil)
    #expect(unseen.warning(foreign: 1, live: [], namesPods: false) == nil)
    #expect(listing([("other", "a")]).warning(foreign: 1, live: [], namesPods: true) == nil)
    try unseen.check(foreign: 11, namesPods: false)
    #expect(throws: RefusedError.self) { try unseen.check(foreign: 11, namesPods: true) }
    try listing([("other", "a")]).check(foreign: 11, namesPods: true)
    try listing([("builds", "b")]).check(foreign: 11, namesPods: true)
    try listing([], generations: ["g1"]).check(foreign: 11, namesPods: true)
    var first = unseen
    first.merge(listing([("other", "a")]))
    try first.check(foreign: 11, namesPods: true)
  }

  @Test("A generation seen in one list counts for the others")
  func merge() throws {
    var first = gate(["g2"], seen: [])
    first.merge(gate(["g2"], seen: [("g2", true)]))
    try first.check(foreign: 11)
    var last = gate(["g2"], seen: [("g2", true)], live: ["g2"])
    last.merge(gate(["g2"], seen: []))
    try last.check(foreign: 11)
    #expect(last.liveSeen)
    first.merge(gate(["g2"], seen: []))
    try first.check(foreign: 11)
  }
}
