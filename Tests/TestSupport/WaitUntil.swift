/// Waits until something is so, and gives up after three minutes.
public func waitUntil(_ isSo: () throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(180)
  while try !isSo() {
    guard ContinuousClock.now < end else { throw WaitedTooLong() }
    try await Task.sleep(for: .milliseconds(10))
  }
}

public struct WaitedTooLong: Error {}

/// Tries what a loaded machine may be too slow for, each time with more time.
///
/// - Parameters:
///   - seconds: what the attempts may use, one after the other.
///   - attempt: gives nothing if its seconds were too few.
public func inTime<Outcome>(
  _ seconds: [Int] = [5, 15, 60], _ attempt: (_ seconds: Int) async throws -> Outcome?
) async throws -> Outcome {
  for seconds in seconds {
    if let outcome = try await attempt(seconds) { return outcome }
  }
  throw WaitedTooLong()
}
