import Foundation
import Synchronization

/// The state of the simulated Google Cloud.
final class GoogleState: Service {
  let project: String
  let projectNumber = "415104041262"
  let accounts: GoogleAccounts
  let keys: SigningKeys
  let clusters = Mutex(GoogleClusters())
  let monitoring = MonitoringStore()
  let faults = FaultBook()
  let log: RequestLog
  private let router = GoogleRouter()
  private let currentBehavior: Mutex<GoogleBehavior>

  init(project: String, behavior: GoogleBehavior, keys: SigningKeys, log: RequestLog) {
    self.project = project
    self.keys = keys
    self.log = log
    accounts = GoogleAccounts()
    currentBehavior = Mutex(behavior)
  }

  var behavior: GoogleBehavior {
    get { currentBehavior.withLock { $0 } }
    set { currentBehavior.withLock { $0 = newValue } }
  }

  var now: Int64 { behavior.now ?? Int64(Date().timeIntervalSince1970) }

  func identify(certificate: TLSCertificate?, authorization: String?) -> Identity {
    guard let authorization else { return Identity(user: Identity.anonymous) }
    return Identity(user: token(authorization)?.account)
  }

  /// The token of a request, if it is still valid.
  func token(_ authorization: String?) -> AccessToken? {
    guard let text = authorization.flatMap(Identities.token), let token = accounts.token(text) else {
      return nil
    }
    return token.expires > now ? token : nil
  }

  func answer(_ request: ReceivedRequest, _ identity: Identity, faults: [FaultAction]) async -> Answer {
    await router.answer(GoogleCall(request: request, state: self, faults: faults))
  }

  func commonHeaders(_ request: ReceivedRequest) -> [(name: String, value: String)] {
    if request.path.hasPrefix("/computeMetadata/") || request.path == "/" {
      return behavior.signsMetadata
        ? [("Metadata-Flavor", "Google"), ("Server", "Metadata Server for VM")] : []
    }
    return [("Vary", "Origin, X-Origin, Referer"), ("Cache-Control", "private"), ("Server", "ESF")]
  }
}
