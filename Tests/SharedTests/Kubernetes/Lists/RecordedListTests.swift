import Shared
import Testing

@Suite(.timeLimit(.minutes(15)))
struct RecordedListTests {
  static let names = [
    "buildlet-bound", "buildlet-done", "buildlet-expired", "buildlet-invalid", "buildlet-live", "plain",
  ]

  @Test(
    "Recorded pods have the fields that the rules use",
    arguments: ["pods-list.json", "pods-list-protobuf.pb"])
  func pods(name: String) throws {
    let read = try readPods(recorded: name)
    #expect(read.pods.map(\.name) == Self.names)
    #expect(read.metadata.resourceVersion == "51203")
    #expect(read.metadata.kind == "PodList")
    let bound = try #require(read.pods.first)
    #expect(bound.namespace == "record")
    #expect(bound.uid == "32ead2bf-2582-439d-8425-2baff95f060c")
    #expect(bound.resourceVersion == "51198")
    #expect(bound.creationTimestamp == RFC3339.seconds("2026-11-23T18:15:19Z"))
    #expect(bound.annotations == ["delete-at": "1700000000"])
    #expect(bound.labels == ["generation": "g1"])
    #expect(bound.details?.nodeName == "node-a")
    #expect(read.pods.last?.controller == OwnerReference(kind: "ReplicaSet", name: "rs"))
  }
}
