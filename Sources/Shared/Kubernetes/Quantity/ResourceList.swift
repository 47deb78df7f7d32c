/// Amounts by resource, like Kubernetes' `ResourceList`. A missing one is zero.
public struct ResourceList: Equatable, Sendable {
  /// In cores.
  public var cpu = Quantity.zero
  /// In bytes.
  public var memory = Quantity.zero
  /// `pods`, `ephemeral-storage`, `hugepages-2Mi`, `nvidia.com/gpu`, …
  public var others: [String: Quantity] = [:]

  public init() {}

  public subscript(name: String) -> Quantity {
    get {
      switch name {
      case "cpu": cpu
      case "memory": memory
      default: others.isEmpty ? .zero : others[name] ?? .zero
      }
    }
    set {
      switch name {
      case "cpu": cpu = newValue
      case "memory": memory = newValue
      default: others[name] = newValue
      }
    }
  }

  public static func + (one: ResourceList, other: ResourceList) -> ResourceList {
    var sum = one
    sum += other
    return sum
  }

  public static func += (one: inout ResourceList, other: ResourceList) {
    one.cpu += other.cpu
    one.memory += other.memory
    if !other.others.isEmpty { one.others.merge(other.others, uniquingKeysWith: +) }
  }

  /// Raises each amount to at least the other list's.
  mutating func raise(to other: ResourceList) {
    cpu = max(cpu, other.cpu)
    memory = max(memory, other.memory)
    if !other.others.isEmpty { others.merge(other.others, uniquingKeysWith: max) }
  }

  /// As the scheduler counts: whole millicores, and whole units of all else, rounded away from zero.
  public var roundedForScheduler: ResourceList {
    var rounded = self
    rounded.cpu = cpu.roundedToMilli
    rounded.memory = memory.roundedToOne
    if !others.isEmpty { rounded.others = others.mapValues(\.roundedToOne) }
    return rounded
  }
}

/// Caches parsed lists by their bytes: most containers in a cluster have one of a few sets of requests.
struct ResourceListMemo: Sendable {
  private static let capacity = 32
  private static let longest = 128

  /// A slot of `longest` bytes for each, so that the loop does no reference counting.
  private var bytes = [UInt8](repeating: 0, count: capacity * longest)
  private var counts: [Int] = []
  private var lists: [ResourceList] = []
  /// The next slot to replace when all are used.
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
