import Foundation

/// A service behind a listener: it identifies clients and answers requests.
protocol Service: Sendable {
  var log: RequestLog { get }
  var faults: FaultBook { get }
  /// The service's clock in seconds since 1970.
  var now: Int64 { get }

  func identify(certificate: TLSCertificate?, authorization: String?) -> Identity

  func answer(_ request: ReceivedRequest, _ identity: Identity, faults: [FaultAction]) async -> Answer

  /// The headers of every response, besides the date and the length.
  func commonHeaders(_ request: ReceivedRequest) -> [(name: String, value: String)]
}

extension CloudState: Service {
  func identify(certificate: TLSCertificate?, authorization: String?) -> Identity {
    identities.identify(certificate: certificate, authorization: authorization)
  }

  func answer(_ request: ReceivedRequest, _ identity: Identity, faults: [FaultAction]) async -> Answer {
    for fault in faults { fault.prepare(request, self) }
    return await router.answer(request, identity, self, faults: faults)
  }

  func commonHeaders(_ request: ReceivedRequest) -> [(name: String, value: String)] {
    [
      ("Audit-Id", request.auditID ?? UUID().uuidString.lowercased()),
      ("Cache-Control", "no-cache, private"),
    ]
  }
}
