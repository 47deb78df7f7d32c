import NIOPosix
import NIOSSL

/// A loopback server that answers as a Kubernetes 1.36 API server does.
///
/// Nothing is allowed to anybody at first, but `admin` may do everything.
public final class SimulatedCloud: Sendable {
  /// The user that may do everything.
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
  ///   - port: 0 takes a free one.
  ///   - keepsRequests: whether `requests` remembers everything; a bench need not.
  ///   - onAnswer: called when an answer has been sent, or has failed.
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

  /// Closes every connection and forgets the authority's keys.
  public func stop() async {
    state.store.transact { $0.watches.stopAll() }
    await listener.stop()
    authority.remove()
  }

  public var port: Int { listener.port }

  public var url: String { "https://127.0.0.1:\(port)" }

  /// The certificate of the authority that signed the server's.
  public var caPEM: String { authority.pem }

  /// How the server behaves; a change counts from the next request on.
  public var behavior: Behavior {
    get { state.behavior }
    set { state.behavior = newValue }
  }

  /// Makes a client certificate that stands for a user.
  public func issueClientCertificate(user: String) async throws -> (certificatePEM: String, keyPEM: String) {
    let pair = try await NIOThreadPool.singleton.runIfActive { [authority] in try authority.issue(user: user)
    }
    let certificate = try NIOSSLCertificate(bytes: Array(pair.certificate.utf8), format: .pem)
    state.identities.add(certificate, user: user)
    return (pair.certificate, pair.key)
  }
}
