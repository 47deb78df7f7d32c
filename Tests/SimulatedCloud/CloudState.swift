import Foundation
import Synchronization

/// Everything behind the sockets.
final class CloudState: Sendable {
  let store = Store()
  let identities = Identities()
  let permissions = Permissions()
  let faults = FaultBook()
  let log: RequestLog
  let kubelet = Kubelet()
  let chance = Chance()
  let router = Router()
  private let currentBehaviour: Mutex<Behaviour>

  init(behaviour: Behaviour, log: RequestLog) {
    currentBehaviour = Mutex(behaviour)
    self.log = log
  }

  var behaviour: Behaviour {
    get { currentBehaviour.withLock { $0 } }
    set { currentBehaviour.withLock { $0 = newValue } }
  }

  /// The server's clock in seconds since 1970.
  var now: Int64 { behaviour.now ?? Int64(Date().timeIntervalSince1970) }
}
