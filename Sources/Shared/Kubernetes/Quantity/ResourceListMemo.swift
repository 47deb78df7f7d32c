/// Gives the same list again for the same bytes: most containers of a cluster ask for one of a few things.
struct ResourceListMemo: Sendable {
  private static let capacity = 32
  private static let longest = 128

  /// A place of `longest` bytes for each, so that nothing in the loop is reference-counted.
  private var bytes = [UInt8](repeating: 0, count: capacity * longest)
  private var counts: [Int] = []
  private var lists: [ResourceList] = []
  /// Which one gives way when there are enough.
  private var oldest = 0

  func list(for message: UnsafeRawBufferPointer) -> ResourceList? {
    bytes.withUnsafeBytes { bytes in
      for (index, count) in counts.enumerated() where count == message.count {
        let start = index * Self.longest
        let known = UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
        if known.sameBytes(as: message) { return lists[index] }
      }
      return nil
    }
  }

  mutating func remember(_ list: ResourceList, for message: UnsafeRawBufferPointer) {
    guard message.count <= Self.longest else { return }
    var index = counts.count
    if index < Self.capacity {
      counts.append(message.count)
      lists.append(list)
    } else {
      index = oldest
      oldest = (oldest + 1) % Self.capacity
      counts[index] = message.count
      lists[index] = list
    }
    let start = index * Self.longest
    bytes.replaceSubrange(start..<start + message.count, with: message)
  }
}
