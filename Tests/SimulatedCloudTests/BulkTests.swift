import Foundation
import Testing

@testable import SimulatedCloud

@Suite("Bulk pods", .timeLimit(.minutes(15)))
struct BulkTests {
  private func cloud(count: Int, seed: UInt64 = 1) async throws -> SimulatedCloud {
    var behavior = Behavior()
    behavior.now = 1_795_457_719
    let cloud = try await SimulatedCloud.start(behavior)
    var bulk = BulkPods(count: count)
    bulk.expired = count / 4
    bulk.seed = seed
    cloud.add(bulk)
    return cloud
  }

  @Test(
    "Bulk pods have the same bytes as pods added one by one",
    arguments: [
      "application/json", "application/vnd.kubernetes.protobuf", BehaviorTests.metadata,
      BehaviorTests.metadataJSON,
    ])
  func sameBytes(accept: String) async throws {
    let many = try await cloud(count: 60)
    let single = try await SimulatedCloud.start()
    let json = try await Curl(many).get("/api/v1/pods").text
    try single.add(json: json)
    single.resourceVersion = many.resourceVersion
    let ours = try await Curl(many).get("/api/v1/pods", accept: accept)
    let theirs = try await Curl(single).get("/api/v1/pods", accept: accept)
    #expect(ours.body.count > 60 * 1000)
    #expect(ours.body == theirs.body)
    await many.stop()
    await single.stop()
  }

  @Test("The same seed makes the same pods, another seed makes others")
  func seeds() async throws {
    let clouds = [
      try await cloud(count: 20), try await cloud(count: 20), try await cloud(count: 20, seed: 2),
    ]
    #expect(clouds[0].pods() == clouds[1].pods())
    #expect(clouds[0].pods() != clouds[2].pods())
    for cloud in clouds { await cloud.stop() }
  }

  @Test("Bulk pods have the requested count, number expired and a realistic size")
  func numbers() async throws {
    let cloud = try await cloud(count: 1000)
    let reply = try await Curl(cloud).get("/api/v1/pods")
    let items = reply.json["items"]?.elements ?? []
    let deadlines = items.compactMap { $0["metadata"]?["annotations"]?["delete-at"]?.text }.compactMap(
      Int64.init)
    #expect(items.count == 1000)
    #expect(deadlines.count { $0 < 1_795_457_719 } == 250)
    #expect((5000...6000).contains(reply.body.count / 1000))
    await cloud.stop()
  }
}
