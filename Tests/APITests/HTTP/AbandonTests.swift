import Shared
import SimulatedCloud
import Synchronization
import TestSupport
import Testing

@Suite("Giving up requests", .timeLimit(.minutes(15)))
struct AbandonTests {
  /// A stop source that the test controls.
  private final class Told: StopSource, Sendable {
    let state = Mutex(StopState.running)
    func state(at now: ContinuousClock.Instant) -> StopState { state.withLock { $0 } }
    var nextChange: ContinuousClock.Instant? { nil }
  }

  @Test("Giving up ends a request in progress without a response")
  func abandoned() async throws {
    let cloud = try await SimulatedCloud.start()
    cloud.inject(Fault(.delay(.seconds(300)), path: "/version"))
    let folder = try TemporaryFolder()
    let kubeconfig = try folder.write("kubeconfig", cloud.kubeconfig(token: "t", user: SimulatedCloud.admin))
    let told = Told()
    async let outcome = onOwnThread {
      let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
      let configuration = try ClusterConfigurationLoader(environment: [:]).load(kubeconfig: kubeconfig)
      let server = try APIServer(
        connecting: configuration, environment: [:], requestTimeout: .seconds(60), stopSource: told, log: log)
      let request = HTTPRequest(.get, "\(server.url)/version", repeatability: .safe)
      return Result { () throws(HTTPError) in try server.client.perform(request) }.map(\.status)
    }
    try await waitUntil { cloud.requests.contains { $0.path == "/version" } }
    told.state.withLock { $0 = .abandoning }
    let result = try await outcome
    let error = #expect(throws: HTTPError.self) { try result.get() }
    #expect(error?.kind == .stopped)
    #expect(error?.reason == "the run ended before the answer came")
    #expect(error?.exitStatus == .tempfail)
    await cloud.stop()
  }
}
