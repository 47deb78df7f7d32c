import Testing

@testable import SimulatedCloud

@Suite("Leases, config maps and nodes", .timeLimit(.minutes(15)))
struct PlainObjectTests {
  private static let leases = "/apis/coordination.k8s.io/v1/namespaces/builds/leases"

  private func curl() async throws -> Curl { try Curl(try await SimulatedCloud.start()) }

  @Test("A lease has only the fields that it was given")
  func lease() async throws {
    let curl = try await curl()
    curl.cloud.add(
      SimulatedLease("full", holder: "g2", renewTime: 1_795_457_719, acquireTime: 0, durationSeconds: 30))
    curl.cloud.add(SimulatedLease("odd"))
    let full = try await curl.get(Self.leases + "/full").json["spec"]
    #expect(
      full == [
        "holderIdentity": "g2", "leaseDurationSeconds": 30, "acquireTime": "1970-01-01T00:00:00.000000Z",
        "renewTime": "2026-11-23T18:15:19.000000Z",
      ])
    #expect(try await curl.get(Self.leases + "/odd").json["spec"] == [:])
    #expect(try await curl.get(Self.leases).names == ["full", "odd"])
    await curl.cloud.stop()
  }

  @Test("A lease can be created once, and its duration cannot be 0")
  func createLease() async throws {
    let curl = try await curl()
    func post(_ spec: String) async throws -> Curl.Reply {
      try await curl.send("POST", Self.leases, body: #"{"metadata":{"name":"l"},"spec":\#(spec)}"#)
    }
    #expect(try await post(#"{"leaseDurationSeconds":0}"#).status == 422)
    #expect(try await post("{}").status == 201)
    let again = try await post("{}")
    #expect(again.status == 409)
    #expect(again.json["message"] == #"leases.coordination.k8s.io "l" already exists"#)
    await curl.cloud.stop()
  }

  @Test("A config map shows its data, however it was created")
  func configMap() async throws {
    let curl = try await curl()
    curl.cloud.add(SimulatedConfigMap("gen", data: ["current": "g2\n", "a": ""]))
    let path = "/api/v1/namespaces/builds/configmaps"
    #expect(try await curl.get(path + "/gen").json["data"] == ["a": "", "current": "g2\n"])
    #expect(try await curl.get(path + "/none").status == 404)
    let body = #"{"metadata":{"name":"posted"},"data":{"a":"b"}}"#
    #expect(try await curl.send("POST", path, body: body).status == 201)
    #expect(try await curl.get(path + "/posted").json["data"] == ["a": "b"])
    await curl.cloud.stop()
  }

  @Test("A node can be silent, tainted or deleted")
  func node() async throws {
    let curl = try await curl()
    var node = SimulatedNode("node-1")
    node.readiness = .unknown
    node.readinessSince = 0
    node.taints = ["node.kubernetes.io/out-of-service=nodeshutdown:NoExecute"]
    curl.cloud.add(node)
    let value = try await curl.get("/api/v1/nodes/node-1").json
    let ready = value["status"]?["conditions"]?.elements.first
    #expect(ready?["status"] == "Unknown")
    #expect(ready?["lastTransitionTime"] == "1970-01-01T00:00:00Z")
    #expect(
      value["spec"]?["taints"]?.elements == [
        ["key": "node.kubernetes.io/out-of-service", "value": "nodeshutdown", "effect": "NoExecute"]
      ])
    curl.cloud.removeNode("node-1")
    #expect(try await curl.get("/api/v1/nodes/node-1").status == 404)
    await curl.cloud.stop()
  }
}
