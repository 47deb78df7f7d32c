import Foundation
import Synchronization

/// The state behind the sockets.
final class CloudState: Sendable {
  let store = Store()
  let identities = Identities()
  let permissions = Permissions()
  let faults = FaultBook()
  let log: RequestLog
  let kubelet = Kubelet()
  let chance = Chance()
  let router = Router()
  private let currentBehavior: Mutex<Behavior>

  init(behavior: Behavior, log: RequestLog) {
    currentBehavior = Mutex(behavior)
    self.log = log
  }

  var behavior: Behavior {
    get { currentBehavior.withLock { $0 } }
    set { currentBehavior.withLock { $0 = newValue } }
  }

  /// The server's clock in seconds since 1970.
  var now: Int64 { behavior.now ?? Int64(Date().timeIntervalSince1970) }
}
