import Shared

/// The pods that are known and have not matched.
struct UnmatchedPods {
  struct Entry {
    var pod: RecordedPod
    var wasJudged = false
    /// Whether enough was known about it at the time of a run or sample.
    var wasKnown = false
  }

  private var entries: [Entry] = []
  /// Until when each pod need not be judged again, in unix seconds. Apart from the entries, because every run looks at
  /// all of them.
  private var sleeps: [Int64] = []
  private var places: [String: Int] = [:]

  subscript(place: Int) -> Entry { entries[place] }

  func place(of uid: String) -> Int? { places[uid] }

  /// Adds a pod, or what is new about it.
  ///
  /// - Returns: its place.
  mutating func learn(_ pod: RecordedPod, _ needs: ReplayNeeds) -> Int {
    if let place = places[pod.uid] {
      entries[place].pod.learn(pod, needs)
      sleeps[place] = .min
      return place
    }
    places[pod.uid] = entries.count
    entries.append(Entry(pod: pod))
    sleeps.append(.min)
    return entries.count - 1
  }

  /// Removes a pod. Another one may take its place.
  @discardableResult
  mutating func remove(_ place: Int) -> Entry {
    let entry = entries[place]
    entries.swapAt(place, entries.count - 1)
    sleeps.swapAt(place, sleeps.count - 1)
    places[entries[place].pod.uid] = place
    places[entry.pod.uid] = nil
    entries.removeLast()
    sleeps.removeLast()
    return entry
  }

  mutating func removeLast() -> Entry? { entries.isEmpty ? nil : remove(entries.count - 1) }

  /// Does not judge a pod until after this time, or until something new is known about it.
  mutating func sleep(_ place: Int, until time: Int64 = .max) { sleeps[place] = time }

  /// - Parameter isKnown: whether enough is known about it now.
  mutating func noteJudged(_ place: Int, isKnown: Bool) {
    entries[place].wasJudged = true
    if isKnown { entries[place].wasKnown = true }
  }

  /// The first place of a pod that must be judged.
  func firstAwake(from place: Int, at now: Int64) -> Int? {
    sleeps.withUnsafeBufferPointer { sleeps in
      var place = place
      while place < sleeps.count {
        if sleeps[place] < now { return place }
        place += 1
      }
      return nil
    }
  }
}

/// The pods that have ended lately, because a line about one may be repeated.
struct RecentUIDs {
  private var today: Set<String> = []
  private var yesterday: Set<String> = []
  private var day = LedgerDay(number: 0)

  /// - Parameter time: unix seconds.
  mutating func advance(to time: Int64) {
    let next = LedgerDay(of: time)
    guard next > day else { return }
    (yesterday, today, day) = (today, [], next)
  }

  mutating func insert(_ uid: String) { today.insert(uid) }

  func contains(_ uid: String) -> Bool { today.contains(uid) || yesterday.contains(uid) }
}
