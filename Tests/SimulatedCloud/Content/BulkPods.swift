/// Many pods of realistic size. Thousands share a shape, and each stores only what differs.
public struct BulkPods: Sendable {
  public var count: Int
  public var nodes = 10
  public var namespaces = 3
  /// How many of the pods are past their deadline.
  public var expired = 0
  public var seed: UInt64 = 1
  /// The annotation with the deadline.
  public var expiryKey = "delete-at"
  public var livingGeneration = "g2"
  public var earlierGeneration = "g1"

  public init(count: Int) { self.count = count }

  static let platforms = ["linux-amd64", "linux-arm64", "windows-amd64", "openbsd-amd64"]

  /// The names of the namespaces: `builds`, `builds-1`, `builds-2`, …
  public static func namespace(_ index: Int) -> String { index == 0 ? "builds" : "builds-\(index)" }

  public static func node(_ index: Int) -> String { "node-\(index + 1)" }

  /// What bulk pods with the same shape have in common.
  struct Kind: Hashable {
    var platform: String
    var state: State
    var isLiving: Bool
  }

  enum State: CaseIterable {
    case running
    case starting
    case waiting
    case finished
  }

  /// Makes the pods, without versions, in no particular order.
  func make(now: Int64) -> [StoredObject] {
    var generator = SeededGenerator(seed: seed)
    var shapes: [Kind: Shape] = [:]
    var expiredLeft = min(expired, count)
    return (0..<count).map { index in
      // Exactly the requested number, spread evenly (Knuth's selection sampling).
      let isExpired = Int.random(in: 0..<(count - index), using: &generator) < expiredLeft
      if isExpired { expiredLeft -= 1 }
      let kind = Kind.random(&generator)
      let shape = shapes[kind] ?? self.shape(kind, now)
      shapes[kind] = shape
      return pod(index, kind, shape, isExpired, now, &generator)
    }
  }

  private func pod(
    _ index: Int, _ kind: Kind, _ shape: Shape, _ isExpired: Bool, _ now: Int64,
    _ generator: inout SeededGenerator
  ) -> StoredObject {
    let uid = RandomUID.make(&generator)
    let age = Int64.random(in: 180...7200, using: &generator)
    let distance = Int64.random(in: 60...86_400, using: &generator)
    let node = Int.random(in: 0..<max(1, nodes), using: &generator)
    return StoredObject(
      shape: shape, name: "buildlet-\(kind.platform)-rn\(uid.prefix(8))\(String(index, radix: 36))",
      namespace: Self.namespace(index % max(1, namespaces)), uid: uid,
      version: .init(resource: 0, generation: 1), created: now - age,
      texts: [
        String(isExpired ? now - distance : now + distance), Self.node(node),
        "10.\(64 + index >> 16 & 63).\(index >> 8 & 255).\(index & 255)",
      ])
  }
}

extension BulkPods.Kind {
  fileprivate static func random(_ generator: inout some RandomNumberGenerator) -> BulkPods.Kind {
    let share = Int.random(in: 0..<100, using: &generator)
    return BulkPods.Kind(
      platform: BulkPods.platforms.randomElement(using: &generator)!,
      state: share < 70 ? .running : share < 75 ? .starting : share < 85 ? .waiting : .finished,
      isLiving: Int.random(in: 0..<100, using: &generator) < 80)
  }
}
