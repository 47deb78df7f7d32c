import Testing

@testable import Shared

@Suite("The keys that a ledger records", .timeLimit(.minutes(15)))
struct RecordedKeysTests {
  private func facts(
    _ annotations: SelectedMetadata = [:], labels: SelectedMetadata = [:],
    _ keys: RecordedKeys = RecordedKeys()
  ) -> [String: PodKeyFact] {
    var pod = Pod()
    pod.creationTimestamp = 1000
    pod.annotations = annotations
    pod.labels = labels
    return keys.facts(of: pod)
  }

  @Test("Of a key, only what the rule understands of it is recorded")
  func facts() {
    #expect(facts().isEmpty)
    #expect(facts(["delete-at": "17"]) == ["delete-at": .at(unixSeconds: 17)])
    #expect(facts(["delete-at": "tomorrow"]) == ["delete-at": .unreadable(bytes: 8)])
    #expect(facts(["podkeeper/keep": "secret"]) == ["podkeeper/keep": .flag(true)])
    #expect(facts(["podkeeper/keep": "false"]) == ["podkeeper/keep": .flag(false)])
    #expect(facts(labels: ["generation": "g-1"]) == ["generation": .text("g-1")])
    #expect(facts(["generation": "two words"]) == ["generation": .unreadable(bytes: 9)])
    #expect(facts(["janitor/ttl": "forever"]) == ["janitor/ttl": .never])
    #expect(facts(["janitor/ttl": "5m"]) == ["janitor/ttl": .at(unixSeconds: 1300)])
    #expect(
      facts(["pod-cleanup.gitlab.com/ttl": "?"]) == ["pod-cleanup.gitlab.com/ttl": .unreadable(bytes: 1)])
    #expect(
      facts(labels: ["cleanup.kyverno.io/ttl": "1m"]) == ["cleanup.kyverno.io/ttl": .at(unixSeconds: 1060)])
    #expect(
      facts(labels: ["cleanup.kyverno.io/ttl": "xyz"]) == ["cleanup.kyverno.io/ttl": .unreadable(bytes: 3)])
    #expect(facts(["kubernetes.io/config.mirror": "x"]) == ["kubernetes.io/config.mirror": .flag(true)])
  }

  @Test("The keys can have other names, and all that they and the dialects need is read")
  func names() {
    let keys = RecordedKeys(expiryKey: "a", generationKey: "b", keepKey: "c")
    #expect(
      facts(["a": "1", "b": "x", "c": "", "delete-at": "2"], keys)
        == ["a": .at(unixSeconds: 1), "b": .text("x"), "c": .flag(true)])
    for dialect in Dialect.allCases {
      #expect(dialect.metadataFilter.annotations.allSatisfy(keys.metadataFilter.annotations.contains))
      #expect(dialect.metadataFilter.labels.allSatisfy(keys.metadataFilter.labels.contains))
    }
    #expect(Set(keys.metadataFilter.annotations).count == keys.metadataFilter.annotations.count)
  }
}
