import Synchronization

/// The server's random values: UIDs and the ends of generated names. A test can set the next ones.
final class Chance: Sendable {
  private static let letters = Array("bcdfghjklmnpqrstvwxz2456789")
  private let settled = Mutex<(uids: [String], endings: [String])>(([], []))

  func settle(uid: String) { settled.withLock { $0.uids.append(uid) } }

  func settle(ending: String) { settled.withLock { $0.endings.append(ending) } }

  func uid() -> String {
    settled.withLock { $0.uids.isEmpty ? nil : $0.uids.removeFirst() } ?? RandomUID.make()
  }

  /// Five characters to append to a `generateName`.
  func ending() -> String {
    settled.withLock { $0.endings.isEmpty ? nil : $0.endings.removeFirst() }
      ?? String((0..<5).map { _ in Self.letters[Int.random(in: Self.letters.indices)] })
  }
}
