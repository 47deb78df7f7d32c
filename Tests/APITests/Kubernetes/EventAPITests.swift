import Shared
import SimulatedCloud
import Testing

@Suite("Writing events", .serialized, .timeLimit(.minutes(15)))
struct EventAPITests {
  private static let event = PodEvent(
    namespace: "builds", pod: "buildlet-1", uid: "u",
    time: RFC3339.Instant(seconds: 1_795_457_747, nanoseconds: 123_456_789), action: "Reap",
    reason: "Expired", note: "past its deadline", reportingController: "podkeeper.dev/reap-pods",
    reportingInstance: "host-1", number: 0x185f_0c1a)

  private func write(_ server: TestServer, _ event: PodEvent) async throws -> APIError? {
    try await server.calls { server in
      do throws(APIError) { try server.perform(.writeEvent(event)) } catch { return error }
      return nil
    }
  }

  @Test("An event says what was done to which pod, and why")
  func written() async throws {
    let server = try await TestServer()
    #expect(try await write(server, Self.event) == nil)
    let event = try #require(server.cloud.events.first)
    #expect(event.name == "buildlet-1.00000000185f0c1a")
    #expect(event.eventTime == "2026-11-23T18:15:47.123456Z")
    #expect([event.type, event.action, event.reason] == ["Normal", "Reap", "Expired"])
    #expect(event.note == "past its deadline")
    #expect([event.regardingKind, event.regardingName, event.regardingUID] == ["Pod", "buildlet-1", "u"])
    #expect([event.reportingController, event.reportingInstance] == ["podkeeper.dev/reap-pods", "host-1"])
    await server.cloud.stop()
  }

  @Test(
    "Long texts are cut to the server's limit, never inside a character or at a dash",
    arguments: [
      String(repeating: "a", count: 253), String(repeating: "a", count: 235) + "-b-c-d-e-f-g-h-i-j",
      String(repeating: "a", count: 235) + ".b.c.d.e.f.g.h.i.j", String(repeating: "a", count: 236) + "--b",
    ])
  func cut(pod: String) async throws {
    var event = Self.event
    event.pod = pod
    event.note = String(repeating: "ä", count: 511) + "äö"
    event.reason = String(repeating: "R", count: 200)
    event.action = String(repeating: "A", count: 200)
    event.reportingInstance = String(repeating: "x", count: 127) + "é"
    event.kind = .warning
    let server = try await TestServer()
    #expect(try await write(server, event).map { "\($0)" } == nil)
    let written = try #require(server.cloud.events.first)
    #expect(written.note == String(repeating: "ä", count: 512))
    #expect(written.reportingInstance == String(repeating: "x", count: 127))
    #expect(written.name.hasPrefix(String(repeating: "a", count: 235)))
    #expect(written.regardingName == pod)
    #expect(written.type == "Warning")
    await server.cloud.stop()
  }

  @Test(
    "An event is resent only if the server refused it",
    arguments: [
      (FaultAction.status(429), 2, true), (.status(503, retryAfter: "0"), 2, true),
      (.status(503), 1, false), (.status(500, retryAfter: "0"), 1, false), (.reset, 1, false),
    ])
  func repeats(fault: FaultAction, requests: Int, isWritten: Bool) async throws {
    let server = try await TestServer()
    server.cloud.inject(Fault(fault, times: 1))
    let error = try await write(server, Self.event)
    #expect((error == nil) == isWritten)
    #expect(server.cloud.requestCount == requests)
    await server.cloud.stop()
  }

  @Test("A missing permission or namespace is an error")
  func refused() async throws {
    let server = try await TestServer(user: "reaper")
    let error = try #require(try await write(server, Self.event))
    #expect(error.exitStatus == .noperm)
    #expect("\(error)".contains("create events buildlet-1.00000000185f0c1a in namespace builds"))
    await server.cloud.stop()
  }
}
