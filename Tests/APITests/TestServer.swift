import Shared
import SimulatedCloud
import TestSupport

/// A simulated cloud with a client that is connected to it as a program would be.
struct TestServer {
  let cloud: SimulatedCloud
  private let folder: TemporaryFolder
  private let kubeconfig: String

  /// - Parameter user: the client's user, who has no permissions unless it is the admin.
  init(
    _ behavior: Behavior = Behavior(), user: String = SimulatedCloud.admin, proxy: LoopbackProxy? = nil
  ) async throws {
    cloud = try await SimulatedCloud.start(behavior)
    folder = try TemporaryFolder()
    var text = cloud.kubeconfig(token: "a-token", user: user)
    if let proxy {
      text.replace("server: ", with: "proxy-url: \"http://127.0.0.1:\(proxy.port)\"\n    server: ")
    }
    kubeconfig = try folder.write("kubeconfig", text)
  }

  /// Makes calls on a separate thread, because they block and the tests' threads must not.
  func calls<Answer: Sendable>(
    _ body: @escaping @Sendable (APIServer) throws -> Answer
  ) async throws -> Answer {
    try await onOwnThread { [kubeconfig] in try body(try Self.connect(kubeconfig)) }
  }

  /// The JSON bodies of the requests with this method.
  func bodies(_ method: String) -> [String] {
    cloud.requests.filter { $0.method == method }.map(\.bodyText)
  }

  private static func connect(_ kubeconfig: String) throws -> APIServer {
    let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
    let configuration = try ClusterConfigurationLoader(environment: [:]).load(kubeconfig: kubeconfig)
    return try APIServer(
      connecting: configuration, environment: [:], requestTimeout: .seconds(30), stopSource: nil, log: log)
  }
}
