/// Keeps an answer from leaving faster than it should.
struct Pace {
  let bytesPerSecond: Int?
  private let began = ContinuousClock.now

  init(bytesPerSecond: Int?) { self.bytesPerSecond = bytesPerSecond }

  /// Waits until so many bytes may have left.
  func wait(forByte count: Int) async throws {
    guard let bytesPerSecond else { return }
    let due = began + .seconds(Double(count) / Double(bytesPerSecond))
    try await Task.sleep(until: due, tolerance: .zero, clock: .continuous)
  }
}
