import Shared
import Synchronization
import TestSupport
import Testing

@Suite("HTTP client: odd responses and stopping", .serialized, .timeLimit(.minutes(15)))
struct HTTPClientTests {
  /// Reports from some moment on that the run is ending, and counts these reports.
  private final class Stop: StopSource {
    let begins: () -> Bool
    private(set) var said = 0

    init(_ begins: @escaping () -> Bool = { true }) { self.begins = begins }

    func state(at now: ContinuousClock.Instant) -> StopState {
      guard begins() else { return .running }
      said += 1
      return .stopping
    }
    var nextChange: ContinuousClock.Instant? { nil }
  }

  private final class Flag: Sendable {
    let isSet = Mutex(false)
  }

  private static func client(
    _ stop: Stop? = nil, log: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> HTTPClient {
    try HTTPClient(
      HTTPSettings(userAgent: "test", requestTimeout: .seconds(30), multiplexes: false), stopSource: stop,
      log: Log(tool: "test", level: .debug, marksPriority: false, write: log))
  }

  private static func answer(_ status: String, _ headers: String = "", body: String = "") -> String {
    "HTTP/1.1 \(status)\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  /// Sends GET requests one after the other.
  private func get(_ server: ScriptedServer, _ count: Int = 1) async throws -> [HTTPResponse] {
    try await onOwnThread { [url = server.url] in
      let client = try Self.client()
      return try (0..<count).map { _ in
        try client.perform(HTTPRequest(.get, url, repeatability: .safe))
      }
    }
  }

  @Test("Headers of an interim response do not belong to the final response")
  func interim() async throws {
    let server = try ScriptedServer([
      ["HTTP/1.1 103 Early Hints\r\nX-Which: first\r\n\r\n" + Self.answer("200 OK", "X-Which: last\r\n")]
    ])
    let response = try await get(server)[0]
    #expect(response.status == 200)
    #expect(response.head["X-Which"] == "last")
  }

  @Test("An error body is complete even if it comes in many pieces")
  func pieces() async throws {
    let chunks = "5\r\n{\"rea\r\n6\r\nson\":1\r\n1\r\n}\r\n0\r\n\r\n"
    let server = try ScriptedServer([
      ["HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)"]
    ])
    let response = try await get(server)[0]
    #expect(String(decoding: response.body, as: UTF8.self) == #"{"reason":1}"#)
  }

  @Test("A request that libcurl resends on a new connection follows an unanswered one")
  func sentAgain() async throws {
    let server = try ScriptedServer([[Self.answer("200 OK")], [Self.answer("409 Conflict")]])
    let responses = try await get(server, 2)
    #expect(responses.map(\.status) == [200, 409])
    #expect(responses.map(\.followsUnansweredTry) == [false, true])
  }

  @Test("When the run ends, a request stops waiting for its retry and counts as sent")
  func stoppedBetweenTries() async throws {
    let server = try ScriptedServer([[Self.answer("503 Service Unavailable", "Retry-After: 20\r\n")]])
    let (kind, said) = try await onOwnThread { [url = server.url] in
      let waits = Flag()
      let stop = Stop { waits.isSet.withLock { $0 } }
      let client = try Self.client(stop) { line in
        if line.contains("retry 1 of 4 in ") { waits.isSet.withLock { $0 = true } }
      }
      var kind: HTTPError.Kind?
      do throws(HTTPError) { _ = try client.perform(HTTPRequest(.get, url, repeatability: .safe)) } catch {
        kind = error.kind
      }
      return (kind, stop.said)
    }
    #expect(kind == .stopped)
    #expect(said < 5)
  }

  @Test("A canceled request has no outcome, and the next one is answered")
  func canceled() async throws {
    let server = try ScriptedServer([[], [Self.answer("200 OK")]])
    let (outcomes, status) = try await onOwnThread { [url = server.url] in
      let client = try Self.client()
      var outcomes = 0
      let sent = client.send(HTTPRequest(.get, url, repeatability: .safe)) { _ in outcomes += 1 }
      client.cancel(sent)
      let status = try client.perform(HTTPRequest(.get, url, repeatability: .safe)).status
      client.pause(.milliseconds(1))
      return (outcomes, status)
    }
    #expect(outcomes == 0)
    #expect(status == 200)
  }

  @Test("When the run ends, a pause ends")
  func stoppedPause() async throws {
    let said = try await onOwnThread {
      let stop = Stop()
      let client = try Self.client(stop)
      client.pause(.seconds(20))
      return stop.said
    }
    #expect(said < 5)
  }
}
