/// Where some pods are in a list: 4 bytes for each place, of which at least half are free.
struct PlaceTable {
  /// The places plus one; 0 is free. Their number is a power of two.
  private var slots: [UInt32] = []
  private var count = 0

  /// Notes the pod that is added to the list next.
  ///
  /// - Parameter entries: the list before it is added.
  /// - Returns: false if it was noted before.
  mutating func insert(_ id: PodID, after entries: ContiguousArray<KnownPods.Entry>) -> Bool {
    if 2 * (count + 1) > slots.count { grow(entries) }
    let slot = slot(of: id, in: entries)
    guard slots[slot] == 0 else { return false }
    count += 1
    slots[slot] = UInt32(entries.count) + 1
    return true
  }

  private func slot(of id: PodID, in entries: ContiguousArray<KnownPods.Entry>) -> Int {
    var slot = id.hashValue & (slots.count - 1)
    while slots[slot] != 0, entries[Int(slots[slot]) - 1].id != id { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow(_ entries: ContiguousArray<KnownPods.Entry>) {
    let old = slots
    slots = Array(repeating: 0, count: max(64, 2 * old.count))
    for place in old where place > 0 { slots[slot(of: entries[Int(place) - 1].id, in: entries)] = place }
  }
}
