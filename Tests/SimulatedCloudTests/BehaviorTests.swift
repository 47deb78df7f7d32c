import Foundation
import Testing

@testable import SimulatedCloud

@Suite("Server behaviors and views of objects", .timeLimit(.minutes(15)))
struct BehaviorTests {
  static let metadata = "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"
  static let metadataJSON = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"

  private func curl(_ change: (inout Behavior) -> Void = { _ in }) async throws -> Curl {
    var behavior = Behavior()
    change(&behavior)
    let cloud = try await SimulatedCloud.start(behavior)
    cloud.add(SimulatedPod("buildlet-1"))
    return try Curl(cloud)
  }

  @Test("An older server reports its version", arguments: ["1.28.4", "1.33.0"])
  func version(version: String) async throws {
    let curl = try await curl { $0.version = version }
    let reply = try await curl.get("/version")
    #expect(reply.json["gitVersion"]?.text == "v" + version)
    #expect(reply.json["emulationMajor"] == nil)
    await curl.cloud.stop()
  }

  @Test("A server without protobuf uses the next accepted type, or answers 406")
  func jsonOnly() async throws {
    let curl = try await curl { $0.answersProtobuf = false }
    let next = try await curl.get(
      "/api/v1/pods", accept: [Self.metadata, Self.metadataJSON].joined(separator: ","))
    let none = try await curl.get("/api/v1/pods", accept: Self.metadata)
    #expect(next.json["kind"] == "PartialObjectMetadataList")
    #expect(none.status == 406)
    await curl.cloud.stop()
  }

  @Test("A server without metadata-only views sends whole objects")
  func noMetadataOnly() async throws {
    let curl = try await curl { $0.answersMetadataOnly = false }
    let reply = try await curl.get("/api/v1/pods", accept: Self.metadataJSON)
    #expect(reply.json["kind"] == "PodList")
    #expect(reply.json["items"]?.elements.first?["spec"] != nil)
    await curl.cloud.stop()
  }

  @Test("A list is sent no faster than the list rate")
  func listRate() async throws {
    let curl = try await curl { $0.listRate = ListRate(metadata: 10_000, whole: 1_000_000_000) }
    let reply = try await curl.get("/api/v1/pods", accept: Self.metadata)
    #expect(reply.status == 200)
    #expect(Pace(bytesPerSecond: 10_000).due(forByte: 5_000) == .milliseconds(500))
    #expect(Pace(bytesPerSecond: nil).due(forByte: 5_000) == .zero)
    await curl.cloud.stop()
  }

  @Test(
    "Only interactive tools get indented JSON", arguments: [("curl/7.88.1", true), ("podkeeper/1.0", false)])
  func indentation(userAgent: String, isIndented: Bool) async throws {
    let curl = try await curl()
    let reply = try await curl.send("GET", "/api/v1/pods", userAgent: userAgent)
    #expect(reply.text.contains("\n  \"items\": [") == isIndented)
    #expect(reply.names == ["buildlet-1"])
    await curl.cloud.stop()
  }

  @Test("A view of an object is not valid for a list, and vice versa")
  func views() async throws {
    let curl = try await curl()
    let view = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1"
    #expect(try await curl.get("/api/v1/pods", accept: view).status == 406)
    #expect(
      try await curl.get("/api/v1/namespaces/builds/pods/buildlet-1", accept: Self.metadataJSON).status == 406
    )
    await curl.cloud.stop()
  }

  @Test("A watch reports changes since the given version")
  func watch() async throws {
    let curl = try await curl()
    let version = curl.cloud.resourceVersion
    curl.cloud.add(SimulatedPod("buildlet-2"))
    curl.cloud.removePod("buildlet-1", namespace: "builds")
    let path = "/api/v1/namespaces/builds/pods?watch=true&timeoutSeconds=1&resourceVersion=\(version)"
    let reply = try await curl.get(path)
    let events = try reply.text.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    #expect(events.map { $0["type"]?.text } == ["ADDED", "DELETED"])
    #expect(events.map { $0["object"]?["metadata"]?["name"]?.text } == ["buildlet-2", "buildlet-1"])
    await curl.cloud.stop()
  }
}
