import Shared

/// Reads what is known from a ledger's folder, and rebuilds it from the files of pods if it was lost.
extension KnownPods {
  /// In bytes: a million pods.
  private static let longestFile = 25 << 20

  /// - Returns: what the ledger says. If `known.bin` is missing, damaged or older than the files of pods, a pod may be
  ///   known without its state: then its whole line is written again.
  static func load(_ ledger: LedgerFolder) throws(LedgerError) -> KnownPods {
    let days = try ledger.files().compactMap { $0.file.day(of: .pods) }.sorted()
    let bytes = try? ledger.folder.read(fileName, limit: longestFile)
    guard var known = bytes.flatMap({ KnownPods(bytes: $0) }) else {
      var known = KnownPods()
      try known.catchUp(days, since: .min, ledger.folder)
      return known
    }
    let day = LedgerDay(of: known.time)
    let size = try ledger.size(of: .day(.pods, day))
    if size < known.podsSize {
      // Lines that it relies on are gone.
      known.entries = []
      try known.catchUp(days, since: .min, ledger.folder)
      return known
    }
    guard size > known.podsSize || days.contains(where: { $0 > day }) else { return known }
    try known.catchUp(days.filter { $0 >= day }, since: known.time, ledger.folder)
    return known
  }

  /// Takes in lines of samples after a time: a run was killed before it could replace `known.bin`.
  private mutating func catchUp(
    _ days: [LedgerDay], since: Int64, _ folder: OpenFolder
  ) throws(LedgerError) {
    var states: [PodID: UInt64] = [:]
    for entry in entries { states[entry.id] = entry.state }
    var newest = time
    var found = classes
    for day in days {
      let times = try Self.sampleTimes(day, since, folder)
      _ = try PodLine.read(day, in: folder) { line in
        guard times.contains(line.time) else { return }
        newest = max(newest, line.time)
        guard !line.isGone else {
          states[line.id] = nil
          return
        }
        var state = PodState.forgotten(states[line.id] ?? 0)
        if line.isDigest { state.flags.insert(.digestUID) }
        if line.isGated { state.flags.insert(.gated) }
        states[line.id] = state.bits
        if let name = line.buildClass { _ = found.name(name, now: line.time) }
      }
    }
    var caughtUp = KnownPods(ContiguousArray(states.map { Entry(id: $0.key, state: $0.value) }))
    (caughtUp.time, caughtUp.seriesDue, caughtUp.classes) = (newest, seriesDue, found)
    self = caughtUp
  }

  private static func sampleTimes(
    _ day: LedgerDay, _ since: Int64, _ folder: OpenFolder
  ) throws(LedgerError) -> Set<Int64> {
    var times: Set<Int64> = []
    guard let lines = try LedgerLines(.day(.samples, day), in: folder) else { return times }
    while let line = try lines.next([SampleRecord.kind], where: { (ledgerTime(of: $0) ?? .max) > since }) {
      if let time = (try? line.json["t"].optionalSeconds()) ?? nil, time > since { times.insert(time) }
    }
    return times
  }
}
