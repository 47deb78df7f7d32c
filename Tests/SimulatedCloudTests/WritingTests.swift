import Testing

@testable import SimulatedCloud

@Suite("Creating and updating objects", .timeLimit(.minutes(15)))
struct WritingTests {
  private static let pods = "/api/v1/namespaces/builds/pods"

  private func curl() async throws -> Curl { try Curl(try await SimulatedCloud.start()) }

  @Test("A posted pod is Pending, and its status is updated separately")
  func pod() async throws {
    let curl = try await curl()
    let body = #"""
      {"metadata":{"name":"a","labels":{"x":"y"}},"spec":{"nodeName":"node-1","containers":[{"name":"c"}]},
      "status":{"phase":"Failed"}}
      """#
    #expect(try await curl.send("POST", Self.pods, body: body).status == 201)
    let posted = try await curl.get(Self.pods + "/a").json
    #expect(posted["status"]?["phase"] == "Pending")
    #expect(posted["spec"]?["terminationGracePeriodSeconds"] == 30)
    #expect(posted["metadata"]?["generation"] == 1)
    #expect(try await curl.send("PUT", Self.pods + "/a/status", body: body).status == 200)
    let written = try await curl.get(Self.pods + "/a").json
    #expect(written["status"]?["phase"] == "Failed")
    #expect(written["metadata"]?["uid"] == posted["metadata"]?["uid"])
    #expect(written["metadata"]?["labels"] == ["x": "y"])
    #expect(written["metadata"]?["resourceVersion"] != posted["metadata"]?["resourceVersion"])
    #expect(try await curl.get(Self.pods + "?fieldSelector=status.phase%3DFailed").names == ["a"])
    let stale = #"{"metadata":{"resourceVersion":"1"},"status":{}}"#
    #expect(try await curl.send("PUT", Self.pods + "/a/status", body: stale).status == 409)
    #expect(try await curl.send("PUT", Self.pods + "/a", body: body).status == 405)
    #expect(try await curl.send("PUT", Self.pods + "/none/status", body: body).status == 404)
    await curl.cloud.stop()
  }

  @Test("Deleting a collection deletes the selected pods of its namespace")
  func collection() async throws {
    let curl = try await curl()
    for name in ["a", "b"] {
      var pod = SimulatedPod(name)
      pod.labels["name"] = name
      pod.nodeName = "node-1"
      curl.cloud.add(pod)
    }
    curl.cloud.add(SimulatedPod("a", namespace: "other"))
    let one = "?gracePeriodSeconds=0&labelSelector=name%3Da"
    #expect(try await curl.delete(Self.pods + one).status == 200)
    #expect(curl.cloud.pods().map(\.name) == ["b", "a"])
    #expect(try await curl.delete(Self.pods + "?gracePeriodSeconds=0").status == 200)
    #expect(curl.cloud.pods().map(\.namespace) == ["other"])
    #expect(try await curl.delete("/api/v1/pods").status == 405)
    await curl.cloud.stop()
  }

  @Test("A deleted namespace stays until a client finalizes it")
  func namespace() async throws {
    let curl = try await curl()
    let body = #"{"metadata":{"name":"n","labels":{"x":"y"}}}"#
    #expect(try await curl.send("POST", "/api/v1/namespaces", body: body).status == 201)
    #expect(try await curl.send("POST", "/api/v1/namespaces", body: body).status == 409)
    #expect(try await curl.get("/api/v1/namespaces?labelSelector=x%3Dy").names == ["n"])
    let free = #"{"metadata":{"name":"n"},"spec":{"finalizers":[]}}"#
    let path = "/api/v1/namespaces/n"
    #expect(try await curl.delete(path).status == 200)
    #expect(try await curl.get(path).json["metadata"]?["deletionTimestamp"] != nil)
    #expect(try await curl.send("PUT", path + "/finalize", body: free).status == 200)
    #expect(try await curl.get(path).status == 404)
    await curl.cloud.stop()
  }
}
