/// A change to an object.
struct WatchEvent: Sendable {
  enum Kind: String, Sendable {
    case added = "ADDED"
    case modified = "MODIFIED"
    case deleted = "DELETED"
  }

  let kind: Kind
  let object: StoredObject
}

/// The watchers and the recent changes.
struct Watches: Sendable {
  private static let limit = 10_000
  private var listeners: [Int: AsyncStream<WatchEvent>.Continuation] = [:]
  private var last = 0
  private var history: [WatchEvent] = []

  mutating func tell(_ kind: WatchEvent.Kind, _ object: StoredObject) {
    let event = WatchEvent(kind: kind, object: object)
    history.append(event)
    if history.count > Self.limit * 2 { history.removeFirst(Self.limit) }
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
}
