import Testing

@testable import SimulatedCloud

@Suite("Posting an event", .timeLimit(.minutes(15)))
struct EventTests {
  private static let path = "/apis/events.k8s.io/v1/namespaces/builds/events"

  private static let good: JSONValue = [
    "metadata": ["name": "p.1"], "eventTime": "2026-11-23T18:15:47.000000Z",
    "reportingController": "podkeeper.dev/reap-pods", "reportingInstance": "host", "action": "Reap",
    "reason": "Expired", "type": "Normal", "note": "n",
    "regarding": ["kind": "Pod", "namespace": "builds", "name": "p", "uid": "u"],
  ]

  private func curl() async throws -> Curl { try Curl(try await SimulatedCloud.start()) }

  private func post(_ curl: Curl, _ event: JSONValue) async throws -> Curl.Reply {
    try await curl.send("POST", Self.path, body: JSONText.string(event))
  }

  @Test("An event is stored once")
  func kept() async throws {
    let curl = try await curl()
    #expect(try await post(curl, Self.good).status == 201)
    let again = try await post(curl, Self.good)
    #expect(again.status == 409)
    #expect(again.json["message"] == #"events "p.1" already exists"#)
    #expect(curl.cloud.events.map(\.name) == ["p.1"])
    #expect(curl.cloud.events.first?.regardingUID == "u")
    #expect(try await curl.get(Self.path).names == ["p.1"])
    await curl.cloud.stop()
  }

  static let long = JSONValue.string(String(repeating: "x", count: 129))

  static let faults: [(change: [String: JSONValue?], field: String, message: String)] = [
    (["eventTime": nil], "eventTime", "Required value"),
    (["reportingController": nil], "reportingController", "Required value"),
    (["reportingController": "a b"], "reportingController", "Invalid value"),
    (["reportingInstance": nil], "reportingInstance", "Required value"),
    (["reportingInstance": long], "reportingInstance", "at most 128"),
    (["action": nil], "action", "Required value"), (["action": long], "action", "at most 128"),
    (["reason": nil], "reason", "Required value"), (["reason": long], "reason", "at most 128"),
    (["type": "Error"], "type", "has invalid value: Error"),
    (["note": .string(String(repeating: "ä", count: 513))], "message", "at most 1024"),
    (["regarding": ["kind": "Pod"]], "involvedObject.namespace", "does not match"),
    (["metadata": [:]], "metadata.name", "name or generateName is required"),
    (["metadata": ["name": "a-.b"]], "metadata.name", "RFC 1123 subdomain"),
    (["metadata": ["generateName": "p."]], "metadata.generateName", "RFC 1123 subdomain"),
    (["deprecatedCount": 1], "count", "needs to be unset"),
  ]

  @Test("The error about an invalid event names the field", arguments: faults)
  func refused(change: [String: JSONValue?], field: String, message: String) async throws {
    var event = Self.good
    for (key, value) in change { event[key] = value }
    let curl = try await curl()
    let reply = try await post(curl, event)
    #expect(reply.status == 422)
    let causes = reply.json["details"]?["causes"]?.elements ?? []
    #expect(causes.contains { $0["field"]?.text == field }, "\(reply.text)")
    #expect(causes.contains { $0["message"]?.text?.contains(message) == true }, "\(reply.text)")
    #expect(curl.cloud.events == [])
    await curl.cloud.stop()
  }

  @Test(
    "An event with a wrong time format, kind or namespace is refused",
    arguments: [
      ["eventTime": "2026-11-23T18:15:47Z"], ["apiVersion": "v1"], ["kind": "Lease"],
      ["metadata": ["name": "p.1", "namespace": "other"]],
    ] as [JSONValue])
  func unreadable(change: JSONValue) async throws {
    var event = Self.good
    event.merge(change)
    let curl = try await curl()
    #expect(try await post(curl, event).status == 400)
    await curl.cloud.stop()
  }

  @Test("An event with generateName gets a unique name")
  func generatedName() async throws {
    let curl = try await curl()
    var event = Self.good
    event["metadata"] = ["generateName": "p-"]
    for _ in 0..<2 { #expect(try await post(curl, event).status == 201) }
    #expect(Set(curl.cloud.events.map(\.name)).count == 2)
    #expect(curl.cloud.events.allSatisfy { $0.name.hasPrefix("p-") && $0.name.count == 7 })
    await curl.cloud.stop()
  }
}
