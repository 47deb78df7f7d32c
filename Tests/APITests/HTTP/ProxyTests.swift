import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ProxyTests {
  @Test("A CONNECT to a proxy does not count as an unanswered request")
  func sendings() async throws {
    let proxy = try LoopbackProxy()
    let server = try await TestServer(proxy: proxy)
    let isRepeat = try await server.calls { api in
      let request = HTTPRequest(.get, "\(api.url)/version", repeatability: .safe)
      return try api.client.perform(request).followsUnansweredTry
    }
    #expect(!isRepeat)
    #expect(proxy.tunnels.count == 1)
    proxy.stop()
    await server.cloud.stop()
  }
}
