/// Waits until something is so, and gives up after 30 s.
public func waitUntil(_ isSo: () throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(30)
  while try !isSo() {
    guard ContinuousClock.now < end else { throw WaitedTooLong() }
    try await Task.sleep(for: .milliseconds(10))
  }
}

public struct WaitedTooLong: Error {}
