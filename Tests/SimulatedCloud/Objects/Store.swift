import Synchronization

/// All objects, and the version that each write increases.
final class Store: Sendable {
  /// The state that a transaction reads and changes.
  struct State: Sendable {
    var resourceVersion: UInt64 = 1000
    var objects: [String: SortedObjects] = [:]
    /// The namespaces that exist without having been posted: the usual ones, and those that ever had an object.
    var impliedNamespaces: Set<String> = ["default", "kube-node-lease", "kube-public", "kube-system"]
    /// Lists that clients are paging through, oldest first.
    var snapshots: [(resourceVersion: UInt64, objects: [String: SortedObjects])] = []
    var watches = Watches()
    var budgets: [SimulatedBudget] = []
  }

  private let state = Mutex(State())

  func transact<Result: Sendable>(_ body: (inout State) throws -> sending Result) rethrows -> Result {
    try state.withLock { state in try body(&state) }
  }

  func object(_ resource: Resource, _ key: String) -> StoredObject? {
    transact { $0.objects[resource.plural]?[key] }
  }

  func list(_ resource: Resource) -> SortedObjects {
    transact { $0.objects[resource.plural] ?? SortedObjects() }
  }
}

extension Store.State {
  private static let snapshotLimit = 8

  mutating func nextVersion() -> UInt64 {
    resourceVersion += 1
    return resourceVersion
  }

  mutating func put(_ object: StoredObject) {
    let plural = object.shape.resource.plural
    let before = objects[plural]?[object.key]
    if !object.namespace.isEmpty { impliedNamespaces.insert(object.namespace) }
    objects[plural, default: SortedObjects()].put(object)
    watches.tell(WatchEvent(object: object, before: before, isGone: false))
  }

  mutating func remove(_ object: StoredObject) {
    guard objects[object.shape.resource.plural]?.remove(object.key) != nil else { return }
    watches.tell(WatchEvent(object: object, before: object, isGone: true))
  }

  /// Keeps the current state of a list for its next pages.
  mutating func keepSnapshot() {
    if snapshots.last?.resourceVersion == resourceVersion { return }
    snapshots.append((resourceVersion, objects))
    if snapshots.count > Self.snapshotLimit { snapshots.removeFirst() }
  }

  /// The state of a list at a version, or nil if that is too long ago.
  func snapshot(_ resourceVersion: UInt64, _ resource: Resource) -> SortedObjects? {
    let objects = snapshots.last { $0.resourceVersion == resourceVersion }?.objects
    return objects.map { $0[resource.plural] ?? SortedObjects() }
  }
}
