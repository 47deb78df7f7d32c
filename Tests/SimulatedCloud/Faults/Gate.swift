import Synchronization

/// Holds responses until a test opens it, so that tests need not guess how long something takes.
public final class Gate: Sendable, Equatable {
  private let state = Mutex((arrived: 0, isOpen: false))

  public init() {}

  /// How many requests have reached the gate, after they were carried out.
  public var arrived: Int { state.withLock { $0.arrived } }

  public func open() { state.withLock { $0.isOpen = true } }

  func pass() async throws {
    state.withLock { $0.arrived += 1 }
    while !state.withLock({ $0.isOpen }) { try await Task.sleep(for: .milliseconds(5)) }
  }

  public static func == (one: Gate, other: Gate) -> Bool { one === other }
}
