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

  /// Reads a file to its end.
  ///
  /// - Parameter visit: gets each change with the time of its sample, in unix seconds.
  mutating func read(
    _ lines: LedgerLines, visit: (Int64, ReplayedSample.Change) -> Void
  ) throws(LedgerError) {
    let kinds: Set = [LedgerPod.kind, LedgerEvent.kind]
    while let line = try lines.next(
      kinds,
      where: { bytes in
        guard let line = PodLineScanner.line(bytes) else { return true }
        visit(line.time, change(line))
        return false
      })
    {
      do throws(JSONError) {
        if let pod = try line.record(LedgerPod.self) {
          visit(
            pod.time,
            change(
              .init(time: pod.time, uid: pod.uid, namespace: pod.namespace, name: pod.name, facts: pod.facts))
          )
        } else if let event = try line.record(LedgerEvent.self) {
          visit(
            event.time,
            change(.init(time: event.time, uid: event.uid, event: event.event, facts: event.facts)))
        }
      } catch { torn += 1 }
    }
  }

  private mutating func change(_ line: PodLineScanner.Line) -> ReplayedSample.Change {
    for key in needs.keys where line.facts.keys[key] != nil { recordedKeys.insert(key) }
    if let event = line.event {
      if event == "gone" { return .gone(line.uid) }
      return .seen(RecordedPod(uid: line.uid, facts: line.facts, lookedUp: [], origin: .event))
    }
    if !sawPods {
      sawPods = true
      recordedKeys.formUnion(Dialect.allCases.flatMap { $0.deadlineKeys.map(\.key) })
    }
    return .seen(
      RecordedPod(
        uid: line.uid, namespace: line.namespace, name: line.name, facts: line.facts, lookedUp: met,
        origin: .sample))
  }
}
