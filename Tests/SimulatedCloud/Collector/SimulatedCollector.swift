import Foundation
import NIOPosix

/// An OpenTelemetry collector on the loopback address that receives metrics as JSON over HTTP.
///
/// It keeps the requests without checking them. Tests check them against OpenTelemetry's own messages.
public final class SimulatedCollector: Sendable {
  private let service: CollectorService
  private let listener: Listener
  private let authority: CertificateAuthority?

  private init(_ service: CollectorService, _ listener: Listener, _ authority: CertificateAuthority?) {
    self.service = service
    self.listener = listener
    self.authority = authority
  }

  /// - Parameters:
  ///   - answer: the body of each response, which has status 200.
  ///   - isSecured: whether it uses TLS, with a certificate signed by `caFile`.
  public static func start(answer: String = "{}", isSecured: Bool = false) async throws -> SimulatedCollector
  {
    let service = CollectorService(answer: answer)
    guard isSecured else {
      return SimulatedCollector(service, try await .start(port: 0, tls: nil, service: service), nil)
    }
    let (authority, server) = try await NIOThreadPool.singleton.runIfActive {
      let authority = try CertificateAuthority()
      return (authority, try authority.issueServer())
    }
    let listener = try await Listener.start(port: 0, tls: try server.serverContext(), service: service)
    return SimulatedCollector(service, listener, authority)
  }

  public func stop() async {
    await listener.stop()
    authority?.remove()
  }

  /// The URL without a path.
  public var url: String { "\(authority == nil ? "http" : "https")://127.0.0.1:\(listener.port)" }

  public var caFile: String? { authority?.folder.appending(path: "ca.crt").path }

  public var requests: [ReceivedRequest] { service.log.requests }

  public func inject(_ fault: Fault) { service.faults.add(fault) }
}

private struct CollectorService: Service {
  let log = RequestLog(keepsRequests: true, onAnswer: nil)
  let faults = FaultBook()
  let answer: String

  var now: Int64 { Int64(Date().timeIntervalSince1970) }

  func identify(certificate: TLSCertificate?, authorization: String?) -> Identity {
    Identity(user: Identity.anonymous)
  }

  func answer(_ request: ReceivedRequest, _ identity: Identity, faults: [FaultAction]) async -> Answer {
    func error(_ code: Int, _ retryAfter: String?) -> Answer {
      var answer = Answer(
        status: code, contentType: "application/json",
        body: .bytes(Array(#"{"code":14,"message":"the exporter's queue is full"}"#.utf8)))
      if let retryAfter { answer.headers.append(("Retry-After", retryAfter)) }
      return answer
    }
    for fault in faults { if let answer = fault.instead(error: error) { return answer } }
    guard request.method == "POST", request.path.hasSuffix("/v1/metrics") else { return error(404, nil) }
    return Answer(contentType: "application/json", body: .bytes(Array(answer.utf8)))
  }

  func commonHeaders(_ request: ReceivedRequest) -> [(name: String, value: String)] { [] }
}
