import Shared
import SimulatedCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ProxyTests {
  @Test("What a proxy is asked for is not counted as a request that went unanswered")
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
