import Shared
import Testing

@testable import reap_pods

@Suite("What a policy needs", .timeLimit(.minutes(15)))
struct PolicyTests {
  private static let guards = [Policy.mirrorAnnotation, Policy.keepAnnotation]

  @Test("The filter keeps only the keys that the active rules need, each once")
  func keys() {
    #expect(Policy(deletesExpired: false).metadataFilter == MetadataFilter(annotations: Self.guards))
    #expect(Policy().metadataFilter == MetadataFilter(annotations: Self.guards + ["delete-at"]))
    #expect(
      Policy(deletesExpired: false, foreignGeneration: ForeignGenerationPolicy()).metadataFilter
        == MetadataFilter(annotations: Self.guards + ["delete-at", "generation"], labels: ["generation"]))
    #expect(
      Policy(generationKey: "run", deletesExpired: false, retiredGenerations: ["a"]).metadataFilter
        == MetadataFilter(annotations: Self.guards + ["run"], labels: ["run"]))
    #expect(
      Policy(expiryKey: "janitor/ttl", dialects: [.kubeJanitor, .kyverno]).metadataFilter
        == MetadataFilter(
          annotations: Self.guards + ["janitor/ttl", "janitor/expires"], labels: ["cleanup.kyverno.io/ttl"]))
  }

  @Test("Only rules about a pod's state need more than its metadata")
  func details() {
    let withoutState = Policy(
      foreignGeneration: ForeignGenerationPolicy(), retiredGenerations: ["a"], dialects: Dialect.allCases)
    #expect(!withoutState.needsDetails)
    #expect(Policy(finishedAfter: 0).needsDetails)
    #expect(Policy(pendingAfter: 0).needsDetails)
    #expect(Policy(stuckTerminating: StuckTerminatingPolicy(after: 0)).needsDetails)
  }

  @Test("Neither the clock gate nor the share gate applies to retiring a generation")
  func gates() {
    #expect(Policy().appliesClockGate && Policy().appliesShareGate)
    let retiring = Policy(deletesExpired: false, retiredGenerations: ["a"])
    #expect(!retiring.appliesClockGate && !retiring.appliesShareGate)
    // A rule that depends on the time needs a correct clock, even in combination with others.
    #expect(Policy(retiredGenerations: ["a"]).appliesClockGate)
    #expect(Policy(deletesExpired: false, retiredGenerations: ["a"], finishedAfter: 1).appliesClockGate)
  }
}
