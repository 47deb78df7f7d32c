import Foundation
import NIOPosix
import Synchronization

/// A loopback server that answers like Google Cloud: the metadata server, the token endpoints, GKE and
/// Cloud Monitoring, all on one host.
///
/// It listens on two ports: one without TLS, which the metadata server needs, and one with TLS and its own
/// certificate authority. At first its accounts may do everything.
public final class SimulatedGoogle: Sendable {
  let state: GoogleState
  let authority: CertificateAuthority
  private let plain: Listener
  private let secured: Listener

  private init(
    state: GoogleState, authority: CertificateAuthority, plain: Listener, secured: Listener
  ) {
    self.state = state
    self.authority = authority
    self.plain = plain
    self.secured = secured
  }

  /// Starts a cloud with one project and no clusters or metric descriptors.
  ///
  /// - Parameters:
  ///   - keepsRequests: whether `requests` keeps all requests.
  ///   - onAnswer: called when a response was sent or failed.
  public static func start(
    _ behavior: GoogleBehavior = GoogleBehavior(), project: String = "build-project",
    keepsRequests: Bool = true, onAnswer: (@Sendable (ReceivedRequest, _ status: Int) -> Void)? = nil
  ) async throws -> SimulatedGoogle {
    let (authority, server) = try await NIOThreadPool.singleton.runIfActive {
      let authority = try CertificateAuthority()
      return (authority, try authority.issueServer())
    }
    let state = GoogleState(
      project: project, behavior: behavior, keys: SigningKeys(folder: authority.folder),
      log: RequestLog(keepsRequests: keepsRequests, onAnswer: onAnswer))
    let plain = try await Listener.start(port: 0, tls: nil, service: state)
    let secured = try await Listener.start(port: 0, tls: try server.serverContext(), service: state)
    return SimulatedGoogle(state: state, authority: authority, plain: plain, secured: secured)
  }

  /// Closes all connections and deletes all keys. It does not stop its clusters.
  public func stop() async {
    for door in state.clusters.withLock({ $0.doors }) { await door.stop() }
    await plain.stop()
    await secured.stop()
    authority.remove()
  }

  public var project: String { state.project }

  /// `https://127.0.0.1:PORT`, with a certificate signed by `caPEM`.
  public var url: String { "https://127.0.0.1:\(secured.port)" }

  /// `http://127.0.0.1:PORT`
  public var plainURL: String { "http://127.0.0.1:\(plain.port)" }

  /// The certificate of the authority that signed the server's.
  public var caPEM: String { authority.pem }

  /// The file with `caPEM`, which exists until the cloud is stopped.
  public var caFile: String { authority.folder.appending(path: "ca.crt").path }

  /// How the cloud behaves. A change applies from the next request on.
  public var behavior: GoogleBehavior {
    get { state.behavior }
    set { state.behavior = newValue }
  }

  /// The environment variables that make tools use this cloud, as they would gcloud, and not the machine's
  /// credentials.
  public var environment: [String: String] {
    [
      "GCE_METADATA_HOST": "127.0.0.1:\(plain.port)",
      "CLOUDSDK_API_ENDPOINT_OVERRIDES_MONITORING": url + "/",
      "CLOUDSDK_API_ENDPOINT_OVERRIDES_CONTAINER": url + "/",
      "CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE": caFile,
      "CLOUDSDK_CONFIG": authority.folder.appending(path: "gcloud").path,
    ]
  }
}
