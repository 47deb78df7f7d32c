/// A change to an object.
struct WatchEvent: Sendable {
  enum Kind: String, Sendable {
    case added = "ADDED"
    case modified = "MODIFIED"
    case deleted = "DELETED"
  }

  /// The object after the change; of a deleted one, its last state with the version of the deletion.
  let object: StoredObject
  /// The object before the change; nil if it is new.
  let before: StoredObject?
  let isGone: Bool

  /// How a watch with a selector reports the change; nil if it does not.
  func seen(matching: (StoredObject) -> Bool) -> (kind: Kind, object: StoredObject)? {
    let (matched, matches) = (before.map(matching) ?? false, !isGone && matching(object))
    switch (matched, matches) {
    case (false, true): return (.added, object)
    case (true, true): return (.modified, object)
    // An object that no longer matches is reported as it was, with the new version.
    case (true, false): return before.map { (.deleted, $0.with(resourceVersion: object.version.resource)) }
    case (false, false): return nil
    }
  }
}

/// The watchers and the recent changes.
struct Watches: Sendable {
  private static let limit = 10_000
  private var listeners: [Int: AsyncStream<WatchEvent>.Continuation] = [:]
  private var last = 0
  private var history: [WatchEvent] = []
  /// Changes up to this version are forgotten.
  private(set) var forgotten: UInt64 = 0

  var count: Int { listeners.count }

  mutating func tell(_ event: WatchEvent) {
    history.append(event)
    if history.count > Self.limit * 2 {
      forgotten = history[Self.limit - 1].object.version.resource
      history.removeFirst(Self.limit)
    }
    for listener in listeners.values { listener.yield(event) }
  }

  /// The changes since a version, and then all future changes.
  mutating func watch(since version: UInt64?) -> (number: Int, events: AsyncStream<WatchEvent>) {
    let (events, continuation) = AsyncStream.makeStream(of: WatchEvent.self)
    if let version {
      for event in history where event.object.version.resource > version { continuation.yield(event) }
    }
    last += 1
    listeners[last] = continuation
    return (last, events)
  }

  mutating func stop(_ number: Int) {
    listeners.removeValue(forKey: number)?.finish()
  }

  mutating func stopAll() {
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }

  mutating func forget(upTo version: UInt64) {
    history = []
    forgotten = version
  }
}
