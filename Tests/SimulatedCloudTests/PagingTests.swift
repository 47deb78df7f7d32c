import SimulatedCloud
import Testing

@Suite("Paging", .timeLimit(.minutes(15)))
struct PagingTests {
  static let list = "/api/v1/namespaces/builds/pods"

  private func cloud() async throws -> (SimulatedCloud, Curl) {
    let cloud = try await SimulatedCloud.start()
    for number in 1...5 {
      var pod = SimulatedPod("buildlet-\(number)")
      pod.labels = ["odd": number % 2 == 1 ? "yes" : "no"]
      cloud.add(pod)
    }
    cloud.add(SimulatedPod("other", namespace: "builds-2"))
    return (cloud, try Curl(cloud))
  }

  @Test("Pages show every object once, in order", arguments: [1, 2, 3, 5, 6])
  func everything(limit: Int) async throws {
    let (cloud, curl) = try await cloud()
    var names: [String] = []
    var query = "?limit=\(limit)"
    while true {
      let page = try await curl.get("/api/v1/pods" + query)
      #expect(page.names.count <= limit)
      names += page.names
      guard let token = page.continueToken else { break }
      query = "?limit=\(limit)&continue=\(token)"
    }
    // etcd sorts by key: `builds-2/` comes before `builds/`.
    #expect(names == ["other"] + (1...5).map { "buildlet-\($0)" })
    await cloud.stop()
  }

  @Test("All pages show the state of the first page")
  func snapshot() async throws {
    let (cloud, curl) = try await cloud()
    let first = try await curl.get(Self.list + "?limit=2")
    cloud.removePod("buildlet-4", namespace: "builds")
    cloud.add(SimulatedPod("buildlet-9"))
    let rest = try await curl.get(Self.list + "?continue=" + (first.continueToken ?? ""))
    #expect(rest.names == ["buildlet-3", "buildlet-4", "buildlet-5"])
    #expect(rest.json["metadata"]?["resourceVersion"] == first.json["metadata"]?["resourceVersion"])
    await cloud.stop()
  }

  @Test("A page counts the remaining objects, except with a selector")
  func remaining() async throws {
    let (cloud, curl) = try await cloud()
    let all = try await curl.get(Self.list + "?limit=2")
    let selected = try await curl.get(Self.list + "?limit=2&labelSelector=odd%3Dyes")
    #expect(all.json["metadata"]?["remainingItemCount"] == 3)
    #expect(selected.names == ["buildlet-1", "buildlet-3"])
    #expect(selected.continueToken != nil)
    #expect(selected.json["metadata"]?["remainingItemCount"] == nil)
    await cloud.stop()
  }

  @Test("An expired token gets a 410 with a new token that continues with the current state")
  func expired() async throws {
    let (cloud, curl) = try await cloud()
    let first = try await curl.get(Self.list + "?limit=2")
    cloud.expireContinueTokens()
    cloud.removePod("buildlet-4", namespace: "builds")
    let refused = try await curl.get(Self.list + "?limit=2&continue=" + (first.continueToken ?? ""))
    let rest = try await curl.get(Self.list + "?continue=" + (refused.continueToken ?? ""))
    #expect(refused.status == 410)
    #expect(rest.names == ["buildlet-3", "buildlet-5"])
    await cloud.stop()
  }

  @Test("A list with resourceVersion=0 is not paged")
  func unlimited() async throws {
    let (cloud, curl) = try await cloud()
    #expect(try await curl.get(Self.list + "?limit=2&resourceVersion=0").names.count == 5)
    await cloud.stop()
  }
}
