/// Waits until a condition is true, at most three minutes.
public func waitUntil(_ isSo: () throws -> Bool) async throws {
  let end = ContinuousClock.now + .seconds(180)
  while try !isSo() {
    guard ContinuousClock.now < end else { throw WaitedTooLong() }
    try await Task.sleep(for: .milliseconds(10))
  }
}

public struct WaitedTooLong: Error {}

/// Retries with more time what a loaded machine may be too slow for.
///
/// - Parameters:
///   - seconds: the time for each attempt.
///   - attempt: returns nil if it needs more time.
public func inTime<Outcome>(
  _ seconds: [Int] = [5, 15, 60], _ attempt: (_ seconds: Int) async throws -> Outcome?
) async throws -> Outcome {
  for seconds in seconds {
    if let outcome = try await attempt(seconds) { return outcome }
  }
  throw WaitedTooLong()
}
