/// Amounts by resource, as Kubernetes' `ResourceList`. What is not there is zero.
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

  /// Makes each amount at least as large as the other list's.
  mutating func raise(to other: ResourceList) {
    cpu = max(cpu, other.cpu)
    memory = max(memory, other.memory)
    if !other.others.isEmpty { others.merge(other.others, uniquingKeysWith: max) }
  }

  /// As the scheduler counts: whole millicores, and whole ones of all the rest, rounded away from zero.
  public var roundedForScheduler: ResourceList {
    var rounded = self
    rounded.cpu = cpu.roundedToMilli
    rounded.memory = memory.roundedToOne
    if !others.isEmpty { rounded.others = others.mapValues(\.roundedToOne) }
    return rounded
  }
}
