import Shared
import SimulatedCloud
import Testing

@Suite("Reading single objects", .serialized, .timeLimit(.minutes(15)))
struct ReadObjectTests {
  @Test("A lease is read, and missing fields are nil")
  func lease() async throws {
    let server = try await TestServer()
    server.cloud.add(
      SimulatedLease(
        "full", namespace: "ci", holder: "g2", renewTime: 30, acquireTime: 20, durationSeconds: 15))
    server.cloud.add(SimulatedLease("empty", namespace: "ci"))
    let leases = try await server.calls { server in
      try ["full", "empty", "none"].map { try server.perform(.readLease(namespace: "ci", name: $0)) }
    }
    let full = Lease(holderIdentity: "g2", leaseDurationSeconds: 15, renewTime: 30, acquireTime: 20)
    #expect(leases == [full, Lease(), nil])
    await server.cloud.stop()
  }

  @Test("A config map's value is read, and a missing key is like a missing config map")
  func configMap() async throws {
    let server = try await TestServer()
    server.cloud.add(SimulatedConfigMap("gen", namespace: "ci", data: ["current": "g1\n# old\n", "a": ""]))
    server.cloud.add(SimulatedConfigMap("bare", namespace: "ci"))
    let places = [("gen", "current"), ("gen", "a"), ("gen", "b"), ("bare", "a"), ("none", "a")]
    let values = try await server.calls { server in
      try places.map { try server.perform(.readConfigMap(namespace: "ci", name: $0.0, key: $0.1)) }
    }
    #expect(values == ["g1\n# old\n", "", nil, nil, nil])
    await server.cloud.stop()
  }

  @Test("A node's readiness, its time and its taints are read")
  func node() async throws {
    let server = try await TestServer()
    var silent = SimulatedNode("silent")
    silent.readiness = .unknown
    silent.readinessSince = 70
    silent.isUnschedulable = true
    silent.taints = ["node.kubernetes.io/out-of-service=nodeshutdown:NoExecute", "a:NoSchedule"]
    var new = SimulatedNode("new")
    new.status = ["conditions": []]
    for node in [silent, new, SimulatedNode("good")] { server.cloud.add(node) }
    let nodes = try await server.calls { server in
      try ["silent", "new", "good", "none"].map { try server.perform(.readNode($0)) }
    }
    #expect(nodes[0]?.isReady == false)
    #expect(nodes[0]?.notReadySince == 70)
    #expect(nodes[0]?.isUnschedulable == true)
    #expect(
      nodes[0]?.taints == [
        Taint(key: "node.kubernetes.io/out-of-service", value: "nodeshutdown", effect: "NoExecute"),
        Taint(key: "a", effect: "NoSchedule"),
      ])
    #expect(nodes[1]?.isReady == nil)
    #expect(nodes[2]?.isReady == true)
    #expect(nodes[2]?.notReadySince == nil)
    #expect(nodes[3] == nil)
    await server.cloud.stop()
  }

  @Test("An error about a missing permission names the verb, resource and object")
  func forbidden() async throws {
    let server = try await TestServer(user: "reaper")
    let error = try await #require(throws: APIError.self) {
      try await server.calls { server in _ = try server.perform(.readNode("n")) }
    }
    #expect(error.exitStatus == .noperm)
    #expect("\(error)".contains("get nodes n"))
    await server.cloud.stop()
  }

  static let oddAnswers: [(status: Int, body: String)] = [
    // A proxy's page does not mean that the server knows no such node.
    (404, "<html>Not Found</html>"), (404, "404 page not found"),
    (200, #"{"kind":"Status","status":"Failure","code":500}"#),
    (200, #"{"kind":"NodeList","items":[]}"#), (200, "{"),
    (200, #"{"kind":"Node","metadata":{"name":"n"},"spec":{"taints":7}}"#),
    (200, #"{"kind":"Node","metadata":{"name":"m"}}"#), (200, #"{"kind":"Node","metadata":{}}"#),
    (200, #"{"kind":"Node","metadata":{"name":"n","namespace":"a"}}"#),
    (200, #"{"kind":"Pod","metadata":{"name":"n"}}"#),
    (404, #"{"kind":"Status","reason":"NotFound","code":404,"details":{"name":"m","kind":"nodes"}}"#),
    // A path that the server does not serve.
    (404, #"{"kind":"Status","reason":"NotFound","code":404,"details":{}}"#),
    (404, #"{"kind":"Status","reason":"NotFound","code":404}"#),
    (404, #"{"kind":"Status","reason":"NotFound","code":404,"details":{"name":"n","kind":"pods"}}"#),
  ]

  @Test("A response that is neither the object nor the server's own 404 is an error", arguments: oddAnswers)
  func odd(status: Int, body: String) async throws {
    let server = try await TestServer()
    server.cloud.inject(Fault(.answer(status: status, headers: [:], body: body)))
    let error = try await #require(throws: APIError.self) {
      try await server.calls { server in _ = try server.perform(.readNode("n")) }
    }
    #expect(error.exitStatus == .protocol, "\(error)")
    await server.cloud.stop()
  }
}
