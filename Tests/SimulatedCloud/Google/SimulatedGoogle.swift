import Foundation
import NIOPosix
import Synchronization

/// A loopback server that answers as Google Cloud does: the metadata server, the token end-points, GKE and
/// Cloud Monitoring, all below one host.
///
/// It listens twice, without TLS for the metadata server (and for whoever likes it plain), and with TLS and an
/// authority of its own. Its accounts may do everything at first.
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

  /// Starts a cloud with one project, without clusters and metric descriptors.
  ///
  /// - Parameters:
  ///   - keepsRequests: whether `requests` remembers everything.
  ///   - onAnswer: called when an answer has been sent, or has failed.
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

  /// Closes every connection and forgets all keys. Its clusters are stopped by whoever started them.
  public func stop() async {
    for door in state.clusters.withLock({ $0.doors }) { await door.stop() }
    await plain.stop()
    await secured.stop()
    authority.remove()
  }

  public var project: String { state.project }

  /// `https://127.0.0.1:PORT`, with a certificate of `caPEM`.
  public var url: String { "https://127.0.0.1:\(secured.port)" }

  /// `http://127.0.0.1:PORT`
  public var plainURL: String { "http://127.0.0.1:\(plain.port)" }

  /// The certificate of the authority that signed the server's.
  public var caPEM: String { authority.pem }

  /// The file of `caPEM`, until the cloud is stopped.
  public var caFile: String { authority.folder.appending(path: "ca.crt").path }

  /// How the cloud behaves; a change counts from the next request on.
  public var behavior: GoogleBehavior {
    get { state.behavior }
    set { state.behavior = newValue }
  }

  /// The variables that point tools at this cloud, as they would gcloud, and away from the machine's own
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
