import NIOCore
import Synchronization

/// The open connections, which are closed when the server stops.
final class OpenConnections: Sendable {
  private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

  func add(_ channel: any Channel) {
    let identifier = ObjectIdentifier(channel)
    channels.withLock { $0[identifier] = channel }
    channel.closeFuture.whenComplete { [weak self] _ in
      self?.channels.withLock { _ = $0.removeValue(forKey: identifier) }
    }
  }

  func closeAll() async {
    for channel in channels.withLock({ Array($0.values) }) { try? await channel.close() }
  }
}
