import SimulatedCloud
import TestSupport
import Testing

@Suite("Request log", .timeLimit(.minutes(15)))
struct RequestLogTests {
  @Test("Each request is recorded as it arrived")
  func requests() async throws {
    let cloud = try await SimulatedCloud.start()
    let curl = try Curl(cloud)
    _ = try await curl.send(
      "DELETE", "/api/v1/namespaces/builds/pods/a%2Db?x=1", body: #"{"dryRun":["All"]}"#,
      userAgent: "tester/1",
      more: ["--http1.1", "-H", "Audit-ID: 123"])
    let request = try #require(cloud.requests.first)
    #expect(request.method == "DELETE")
    #expect(request.path == "/api/v1/namespaces/builds/pods/a-b")
    #expect(request.query == ["x": "1"])
    #expect(request.bodyText == #"{"dryRun":["All"]}"#)
    #expect(request.userAgent == "tester/1")
    #expect(request.auditID == "123")
    #expect(request.httpVersion == "1.1")
    #expect(request.connection == 1)
    #expect(request.user == SimulatedCloud.admin)
    #expect(cloud.connectionCount == 1)
    await cloud.stop()
  }

  @Test("The highest number of concurrent requests is recorded")
  func inFlight() async throws {
    let cloud = try await SimulatedCloud.start()
    let curl = try Curl(cloud)
    cloud.inject(Fault(.delay(.seconds(3600)), path: "/healthz"))
    let slow = Task { try await curl.get("/healthz") }
    try await waitUntil { cloud.requestCount > 0 }
    _ = try await curl.get("/version")
    #expect(cloud.mostInFlight == 2)
    await cloud.stop()
    #expect(try await slow.value.code != 0)
  }
}
