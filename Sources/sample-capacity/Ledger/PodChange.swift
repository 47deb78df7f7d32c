import Shared

/// What the ledger has to be told about a pod.
enum PodChange: Equatable {
  case whole(LedgerPod)
  case event(LedgerEvent)

  /// In bytes, with the line's end.
  static let longestEvent = 200

  /// Compares a pod with what the ledger says about it.
  ///
  /// - Parameters:
  ///   - known: nil for a pod that is new. Its flag `whole` says whether the pod has a whole line of this day.
  ///   - now: the pod's state, which gets the flags of what the ledger will say.
  /// - Returns: nil if nothing has changed.
  static func of(_ pod: LedgerPod, known: PodState?, now: inout PodState) -> PodChange? {
    guard let known else {
      now.flags.insert(.whole)
      return .whole(pod)
    }
    guard (known.life, known.rest) != (now.life, now.rest) else {
      now.flags.formUnion(known.flags)
      return nil
    }
    let new = now.flags.intersection(.life).subtracting(known.flags)
    // A whole line also takes back what no longer holds, such as a deadline that was removed.
    guard known.flags.contains(.whole), known.rest == now.rest, let event = event(pod, new), isShort(event)
    else {
      now.flags.formUnion(known.flags)
      now.flags.insert(.whole)
      return .whole(pod)
    }
    now.flags.formUnion(known.flags)
    return .event(event)
  }

  /// - Parameter new: what the ledger does not know yet.
  private static func event(_ pod: LedgerPod, _ new: PodState.Flags) -> LedgerEvent? {
    var facts = PodFacts()
    facts.phase = pod.facts.phase
    // A start implies it, and events are short.
    facts.hasRun = pod.facts.hasRun && pod.facts.started == nil
    var name = "changed"
    if new.contains(.scheduled) {
      name = "scheduled"
      facts.scheduled = pod.facts.scheduled
      facts.node = pod.facts.node
    }
    if new.contains(.started) {
      name = "started"
      if !new.contains(.scheduled) { facts.start = pod.facts.start }
      facts.started = pod.facts.started
    }
    if new.contains(.finished) {
      name = "finished"
      facts.finished = pod.facts.finished
    }
    if new.contains(.deleting) {
      name = "deleting"
      facts.deleting = pod.facts.deleting
    }
    if new.isEmpty {
      facts.node = pod.facts.node
      facts.scheduled = pod.facts.scheduled
      facts.started = pod.facts.started
      facts.restarts = pod.facts.restarts
      facts.finished = pod.facts.finished
      facts.deleting = pod.facts.deleting
    } else {
      facts.restarts = pod.facts.restarts
    }
    return LedgerEvent(time: pod.time, uid: pod.uid, event: name, facts: facts)
  }

  private static func isShort(_ event: LedgerEvent) -> Bool {
    ((try? event.json.serialized().utf8.count) ?? .max) < longestEvent
  }

  /// A pod that is not listed any more.
  static func gone(_ uid: String, time: Int64) -> PodChange {
    .event(LedgerEvent(time: time, uid: uid, event: "gone", facts: PodFacts()))
  }

  var json: JSONValue {
    switch self {
    case .whole(let pod): pod.json
    case .event(let event): event.json
    }
  }
}
