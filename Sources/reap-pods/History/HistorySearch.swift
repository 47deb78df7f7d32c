import Shared

/// Finds the lines of a ledger about the pods with a name or a UID. Reads the ledger once; memory grows only with the
/// number of pods found, up to a limit.
struct HistorySearch {
  /// The name or the UID.
  let wanted: String
  /// Empty for all.
  let namespaces: Set<String>

  /// How many pods of a name to keep: the newest.
  static let limit = 1000
  /// How many attempts to delete a pod to keep: the newest. A pod that cannot be deleted has one in every run.
  static let deletionLimit = 100

  private(set) var pods: [String: PodHistory] = [:]
  /// The UIDs in the order in which they were found.
  private var order: [String] = []
  /// How many pods were found beyond the limit.
  private(set) var omitted = 0
  /// How many attempts to delete a pod were found beyond the limit.
  private(set) var omittedDeletions = 0
  /// How many lines were not whole.
  private(set) var torn = 0
  /// The first and the last day that the ledger covers.
  private(set) var days: (first: LedgerDay, last: LedgerDay)?

  init(_ wanted: String, namespaces: [String]) {
    self.wanted = wanted
    self.namespaces = Set(namespaces)
  }

  /// Oldest first.
  var found: [PodHistory] {
    order.compactMap { pods[$0] }.sorted {
      ($0.facts.created ?? $0.lastSeen) < ($1.facts.created ?? $1.lastSeen)
    }
  }

  mutating func read(_ ledger: LedgerReader) throws(LedgerError) {
    // A day's pods come before its runs, so that the newer facts are taken over.
    let all = try [LedgerFile.Kind.pods, .reap].map { kind throws(LedgerError) in
      (kind, try ledger.days(kind))
    }
    let days = Set(all.flatMap(\.1)).sorted()
    if let first = days.first, let last = days.last { self.days = (first, last) }
    for day in days {
      for (kind, ofKind) in all where ofKind.contains(day) {
        if let lines = try ledger.lines(.day(kind, day)) { try read(lines) }
      }
    }
  }

  private mutating func read(_ lines: LedgerLines) throws(LedgerError) {
    let kinds: Set = [LedgerPod.kind, LedgerEvent.kind, LedgerIntent.kind, LedgerOutcome.kind]
    let name = Array(wanted.utf8)
    while true {
      let uids = pods.count <= 8 ? pods.keys.map { Array($0.utf8) } : nil
      let line = try lines.next(kinds) { bytes in
        // With many UIDs, parsing is faster than looking for each.
        guard let uids else { return true }
        return contains(bytes, name) || uids.contains { contains(bytes, $0) }
      }
      guard let line else { break }
      do { try add(line) } catch { torn += 1 }
    }
    torn += lines.torn
  }

  mutating func add(_ line: LedgerLine) throws(JSONError) {
    switch line.kind {
    case LedgerIntent.kind:
      let intent = try LedgerIntent(json: line.json)
      guard matches(intent.uid, intent.namespace, intent.name) else { return }
      update(intent.uid, intent.namespace, intent.name, at: intent.time) { $0.add(intent) }
    case LedgerPod.kind:
      let pod = try LedgerPod(json: line.json)
      guard matches(pod.uid, pod.namespace, pod.name) else { return }
      update(pod.uid, pod.namespace, pod.name, at: pod.time) { $0.add(pod) }
    case LedgerOutcome.kind:
      let outcome = try LedgerOutcome(json: line.json)
      pods[outcome.uid]?.add(outcome)
    case LedgerEvent.kind:
      let event = try LedgerEvent(json: line.json)
      pods[event.uid]?.add(event)
    default: break
    }
  }

  private func matches(_ uid: String, _ namespace: String, _ name: String) -> Bool {
    (name == wanted || uid == wanted) && (namespaces.isEmpty || namespaces.contains(namespace))
  }

  private mutating func update(
    _ uid: String, _ namespace: String, _ name: String, at time: Int64, _ change: (inout PodHistory) -> Void
  ) {
    if pods[uid] == nil {
      order.append(uid)
      if order.count > Self.limit {
        pods[order.removeFirst()] = nil
        omitted += 1
      }
      pods[uid] = PodHistory(uid: uid, namespace: namespace, name: name, lastSeen: time)
    }
    if var pod = pods[uid] {
      change(&pod)
      if pod.deletions.count > Self.deletionLimit {
        pod.deletions.removeFirst()
        omittedDeletions += 1
      }
      pods[uid] = pod
    }
  }
}

private func contains(_ bytes: UnsafeRawBufferPointer, _ text: [UInt8]) -> Bool {
  text.withUnsafeBytes { bytes.find($0) != nil }
}
