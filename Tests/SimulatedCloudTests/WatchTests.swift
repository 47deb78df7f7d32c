import Testing

@testable import SimulatedCloud

@Suite("Watches", .timeLimit(.minutes(15)))
struct WatchTests {
  /// A cloud in which the recorded changes happen.
  private func cloud() async throws -> SimulatedCloud {
    var behavior = Behavior(terminationTime: nil)
    behavior.watchSecond = .milliseconds(20)
    let cloud = try await SimulatedCloud.start(behavior)
    cloud.resourceVersion = 219
    return cloud
  }

  /// Repeats the changes of a recorded watch.
  private func replay(_ name: String, in cloud: SimulatedCloud) throws {
    for line in String(decoding: try RecordedAnswer.bytes(name), as: UTF8.self).split(separator: "\n") {
      let event = try JSONParser.parse(String(line))
      guard let object = event["object"],
        let version = object["metadata"]?["resourceVersion"]?.text.flatMap(UInt64.init)
      else { continue }
      switch event["type"] {
      case "DELETED":
        let metadata = object["metadata"]
        let key = [metadata?["namespace"]?.text, metadata?["name"]?.text].compactMap(\.self).joined(
          separator: "/")
        let resource = object["kind"] == "Pod" ? Resource.pods : .nodes
        let stored = try #require(cloud.state.store.object(resource, key))
        cloud.state.store.transact { state in
          state.remove(stored.with(resourceVersion: version))
          state.resourceVersion = version
        }
      case "BOOKMARK": cloud.resourceVersion = version
      default: try cloud.add(json: JSONText.string(object))
      }
    }
  }

  @Test("The simulated cloud repeats the recorded watches byte for byte", arguments: ["1.1", "2"])
  func recorded(httpVersion: String) async throws {
    let cloud = try await cloud()
    let curl = try Curl(cloud)
    cloud.addToken("reaper-token", user: "reaper")
    try replay("watch.json", in: cloud)
    for answer in try RecordedAnswer.all(in: "watches.json") {
      switch answer.name {
      case "watch-nothing-new.json": cloud.resourceVersion = 231
      case "watch-nodes.json":
        cloud.resourceVersion = 244
        try replay(answer.name, in: cloud)
      case "watch-too-old.json":
        cloud.resourceVersion = 262
        cloud.forgetChanges()
      default: break
      }
      let reply = try await curl.send(
        "GET", answer.path, accept: answer.accept,
        as: .token(answer.name == "watch-forbidden.json" ? "reaper-token" : Curl.adminToken),
        userAgent: "podkeeper-recorder", more: ["--http\(httpVersion)"])
      // The real server sent this one a second bookmark.
      let more = answer.name == "watch-metadata-protobuf.pb" ? answer.body.count - reply.body.count : 0
      let same = reply.body + reply.body.suffix(max(0, more)) == answer.body
      #expect(reply.status == answer.status, "\(answer.name)")
      #expect(
        same,
        "\(answer.name): \(String(decoding: reply.body, as: UTF8.self)) \(String(decoding: answer.body, as: UTF8.self))"
      )
      #expect(reply.headers["content-type"] == answer.headers["content-type"], "\(answer.name)")
    }
    await cloud.stop()
  }

  @Test("Ending all watches ends each with the events so far")
  func ended() async throws {
    let cloud = try await cloud()
    let curl = try Curl(cloud)
    let version = cloud.resourceVersion
    cloud.add(SimulatedPod("buildlet-1"))
    async let reply = curl.get("/api/v1/pods?watch=1&resourceVersion=\(version)")
    while cloud.state.store.transact({ $0.watches.count }) == 0 { await Task.yield() }
    cloud.endWatches()
    #expect(try await reply.text.contains("buildlet-1"))
    await cloud.stop()
  }
}
