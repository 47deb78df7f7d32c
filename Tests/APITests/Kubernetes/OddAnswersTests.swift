import Shared
import SimulatedCloud
import TestSupport
import Testing

/// Invalid and incomplete responses, received with the plain HTTP client.
@Suite(.timeLimit(.minutes(15)))
struct OddAnswersTests {
  /// The error of one attempt of a request.
  private func failure(
    _ server: RawServer, stopSource: (@Sendable () -> any StopSource)? = nil
  ) async throws -> HTTPError {
    try await onOwnThread {
      var settings = HTTPSettings(userAgent: "test", requestTimeout: .seconds(1))
      settings.retry.tries = 1
      let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
      let client = try HTTPClient(settings, stopSource: stopSource?(), log: log)
      let request = HTTPRequest(.get, server.url, repeatability: .safe)
      let outcome = Result { () throws(HTTPError) in try client.perform(request) }
      server.stop()
      guard case .failure(let error) = outcome else { throw AnswerCame() }
      return error
    }
  }

  private struct AnswerCame: Error {}

  @Test(
    "Bytes that are not content do not keep a request alive",
    arguments: [
      ("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), ("HTTP/1.1 200 OK\r\n", "X-Filler: 1\r\n"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;", "x"),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n", "X-Filler: 1\r\n"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbody", nil),
    ] as [(String, String?)])
  func silence(answer: String, filler: String?) async throws {
    let error = try await failure(try RawServer(answer, then: filler ?? ""))
    #expect(error.kind == .timedOut, "\(error)")
  }

  @Test(
    "A response that is not HTTP is a server error, not a configuration error",
    arguments: [
      "garbage\r\n", "<html>HTTP/0.9</html>\n", "HTTP/9.9 200 OK\r\n\r\n", "\0\u{1}\u{2}\u{3}\u{4}\n",
    ])
  func noHTTP(answer: String) async throws {
    let error = try await failure(try RawServer(answer))
    #expect(error.kind == .cut, "\(error)")
    #expect(error.exitStatus == .protocol)
  }

  @Test("A body that is shorter than its Content-Length is an error")
  func cut() async throws {
    let error = try await failure(try RawServer("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nbuil"))
    #expect(error.kind == .cut)
    #expect(error.exitStatus == .protocol)
  }

  @Test("Giving up ends a request in progress")
  func givingUp() async throws {
    let error = try await failure(try RawServer("HTTP/1.1 200 OK\r\n", then: "")) { GivesUp() }
    #expect(error.kind == .stopped, "\(error)")
    #expect(error.exitStatus == .tempfail)
  }

  /// Gives up once a request has begun.
  private final class GivesUp: StopSource {
    private var questions = 0

    var nextChange: ContinuousClock.Instant? { .now }

    func state(at now: ContinuousClock.Instant) -> StopState {
      questions += 1
      return questions > 5 ? .abandoning : .running
    }
  }
}
