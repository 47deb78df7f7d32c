import Synchronization

/// The injected faults.
final class FaultBook: Sendable {
  private let faults = Mutex<[Fault]>([])

  func add(_ fault: Fault) { faults.withLock { $0.append(fault) } }

  func removeAll() { faults.withLock { $0 = [] } }

  /// Returns the faults that affect a request, and removes those that are used up.
  func take(_ request: ReceivedRequest) -> [FaultAction] {
    faults.withLock { faults in
      if faults.isEmpty { return [] }
      var actions: [FaultAction] = []
      for index in faults.indices where faults[index].matches(request) {
        if faults[index].skipping > 0 {
          faults[index].skipping -= 1
        } else {
          actions.append(faults[index].action)
          faults[index].times = faults[index].times.map { $0 - 1 }
        }
      }
      faults.removeAll { $0.times == 0 }
      return actions
    }
  }
}
