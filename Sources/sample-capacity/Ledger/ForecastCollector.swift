import Shared

/// Collects from a list of pods what the forecasts of their waits need. Its memory grows with the nodes and with the
/// build pods that wait, not with the cluster.
final class ForecastCollector {
  private(set) var tracker: ForecastTracker
  /// In unix seconds.
  private(set) var time: Int64 = 0
  /// The CPU of build pods that were bound since the last sample, by node, in millicores.
  private(set) var boundSince: [String: Int64] = [:]
  /// The pods that are not bound and not gated, by the CPU that they request, in millicores.
  private(set) var unbound: [Int64: Int] = [:]
  /// When the oldest of them was created, in unix seconds.
  private(set) var oldestUnbound: Int64?

  /// How many different requests are told apart. Others are cut to whole cores.
  private static let unboundLimit = 1000

  init(_ tracker: ForecastTracker) { self.tracker = tracker }

  /// Starts, or starts over.
  func begin(time: Int64) {
    self.time = time
    boundSince = [:]
    unbound = [:]
    oldestUnbound = nil
    tracker.forgetNews()
  }

  /// Takes a pod of the list, also one that has ended.
  func see(_ pod: CapacityPod) {
    guard pod.unreadable == nil, let milli = pod.requests.cpu.milli else { return }
    if let node = pod.nodeName {
      guard let scheduled = pod.life?.scheduled, let last = tracker.time, Double(scheduled) > last else {
        return
      }
      boundSince[node] = saturatingSum([boundSince[node] ?? 0, milli])
    } else if pod.phase != .ended, pod.scheduling != .gated {
      let isKnown = unbound[milli] != nil || unbound.count < Self.unboundLimit
      unbound[isKnown ? milli : milli / 1000 * 1000, default: 0] += 1
      if let created = LedgerTime.recordable(pod.creationTimestamp) {
        oldestUnbound = min(oldestUnbound ?? created, created)
      }
    }
  }

  func note(_ change: PodChange) {
    switch change {
    case .whole(let pod): tracker.add(pod)
    case .event(let event): tracker.add(event)
    }
  }

  /// Notes which of the pods that wait are not listed any more.
  func note(gone: some Sequence<PodID>) {
    guard !tracker.waiting.isEmpty else { return }
    let gone = Set(gone)
    for uid in tracker.waiting.keys.sorted() where gone.contains(PodID.of(uid).id) {
      note(PodChange.gone(uid, time: time))
    }
  }

  /// Learns, and forecasts; nil if the list is not newer than the last sample.
  func step(_ input: ForecastInput) -> [WaitForecast?]? { tracker.step(input) }
}
