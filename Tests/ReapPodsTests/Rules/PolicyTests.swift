import Shared
import Testing

@testable import reap_pods

@Suite("What a policy asks for", .timeLimit(.minutes(15)))
struct PolicyTests {
  private static let guards = [Policy.mirrorAnnotation, Policy.keepAnnotation]

  @Test("Only what the active rules look at is kept of a pod, each key once")
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

  @Test("A pod's metadata is enough but for the rules of its state")
  func details() {
    let withoutState = Policy(
      foreignGeneration: ForeignGenerationPolicy(), retiredGenerations: ["a"], dialects: Dialect.allCases)
    #expect(!withoutState.needsDetails)
    #expect(Policy(finishedAfter: 0).needsDetails)
    #expect(Policy(pendingAfter: 0).needsDetails)
    #expect(Policy(stuckTerminating: StuckTerminatingPolicy(after: 0)).needsDetails)
  }

  @Test("Retiring a generation heeds neither the gate of the clock nor that of the share")
  func gates() {
    #expect(Policy().appliesClockGate && Policy().appliesShareGate)
    let retiring = Policy(deletesExpired: false, retiredGenerations: ["a"])
    #expect(!retiring.appliesClockGate && !retiring.appliesShareGate)
    // A rule that goes by the time needs a clock that is right, whatever stands beside it.
    #expect(Policy(retiredGenerations: ["a"]).appliesClockGate)
    #expect(Policy(deletesExpired: false, retiredGenerations: ["a"], finishedAfter: 1).appliesClockGate)
  }
}
