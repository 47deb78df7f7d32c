import Testing

@testable import Shared

@Suite("Request queue", .timeLimit(.minutes(15)))
struct RequestQueueTests {
  @Test("All requests run, up to the limit at a time", arguments: [1, 3, 16])
  func atATime(concurrency: Int) throws {
    let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
    let client = try HTTPClient(HTTPSettings(userAgent: "test"), log: log)
    var (underWay, most, finished) = (0, 0, 0)
    let started = RequestQueue(client, concurrency: concurrency, perSecond: 0).run(20) { _, done in
      underWay += 1
      most = max(most, underWay)
      client.after(.zero) {
        underWay -= 1
        finished += 1
        done()
      }
    }
    #expect(most == concurrency)
    #expect((started, finished) == (20, 20))
  }
}
