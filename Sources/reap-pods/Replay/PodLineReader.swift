import Shared

/// Reads the lines of a day's build pods.
struct PodLineReader {
  private let needs: ReplayNeeds
  private let met: ReplayNeeds.Met
  /// How many lines were not as expected.
  private(set) var torn = 0
  /// The needed keys that pods had, or would have had.
  private(set) var recordedKeys: Set<String> = []
  private var sawPods = false

  init(_ needs: ReplayNeeds) {
    self.needs = needs
    met = needs.everything
  }

  /// The next change and the time of its sample, in unix seconds; nil at the end.
  mutating func next(_ lines: LedgerLines) throws(LedgerError) -> (Int64, ReplayedSample.Change)? {
    while let line = try lines.next([LedgerPod.kind, LedgerEvent.kind]) {
      do throws(JSONError) {
        if let pod = try line.record(LedgerPod.self) {
          note(pod.facts)
          if !sawPods {
            sawPods = true
            recordedKeys.formUnion(Dialect.allCases.flatMap { $0.deadlineKeys.map(\.key) })
          }
          let seen = RecordedPod(
            uid: pod.uid, namespace: pod.namespace, name: pod.name, facts: pod.facts, lookedUp: met,
            origin: .sample)
          return (pod.time, .seen(seen))
        }
        if let event = try line.record(LedgerEvent.self) {
          note(event.facts)
          if event.event == "gone" { return (event.time, .gone(event.uid)) }
          return (
            event.time,
            .seen(RecordedPod(uid: event.uid, facts: event.facts, lookedUp: [], origin: .event))
          )
        }
      } catch { torn += 1 }
    }
    return nil
  }

  private mutating func note(_ facts: PodFacts) {
    for key in needs.keys where facts.keys[key] != nil { recordedKeys.insert(key) }
  }
}
