import NIOPosix

/// A loopback server that answers like a Kubernetes 1.36 API server.
///
/// At first nobody has permissions except `admin`, who may do everything.
public final class SimulatedCloud: Sendable {
  /// The user who may do everything.
  public static let admin = "admin"

  let state: CloudState
  private let authority: CertificateAuthority
  private let listener: Listener

  private init(state: CloudState, authority: CertificateAuthority, listener: Listener) {
    self.state = state
    self.authority = authority
    self.listener = listener
  }

  /// Starts a server with no objects.
  ///
  /// - Parameters:
  ///   - port: 0 for a free port.
  ///   - keepsRequests: whether `requests` keeps all requests, which benchmarks do not need.
  ///   - onAnswer: called when a response was sent or failed.
  public static func start(
    _ behavior: Behavior = Behavior(), port: Int = 0, keepsRequests: Bool = true,
    onAnswer: (@Sendable (ReceivedRequest, _ status: Int) -> Void)? = nil
  ) async throws -> SimulatedCloud {
    let state = CloudState(
      behavior: behavior, log: RequestLog(keepsRequests: keepsRequests, onAnswer: onAnswer))
    let (authority, server) = try await NIOThreadPool.singleton.runIfActive {
      let authority = try CertificateAuthority()
      return (authority, try authority.issueServer())
    }
    let tls = try server.serverContext()
    let listener = try await Listener.start(port: port, tls: tls, service: state)
    state.permissions.allow(admin, .init(verbs: ["*"], resources: ["*"], namespaces: ["*"]))
    return SimulatedCloud(state: state, authority: authority, listener: listener)
  }

  /// Closes all connections and deletes the authority's keys.
  public func stop() async {
    state.store.transact { $0.watches.stopAll() }
    await listener.stop()
    authority.remove()
  }

  public var port: Int { listener.port }

  public var url: String { "https://127.0.0.1:\(port)" }

  /// The certificate of the authority that signed the server's.
  public var caPEM: String { authority.pem }

  /// How the server behaves. A change applies from the next request on.
  public var behavior: Behavior {
    get { state.behavior }
    set { state.behavior = newValue }
  }

  /// Makes a client certificate for a user.
  public func issueClientCertificate(user: String) async throws -> (certificatePEM: String, keyPEM: String) {
    let pair = try await NIOThreadPool.singleton.runIfActive { [authority] in try authority.issue(user: user)
    }
    let certificate = try TLSCertificate(pem: pair.certificate)
    state.identities.add(certificate, user: user)
    return (pair.certificate, pair.key)
  }
}
