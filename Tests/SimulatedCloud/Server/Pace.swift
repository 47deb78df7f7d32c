/// Limits the rate at which a response is sent.
struct Pace {
  let bytesPerSecond: Int?
  private let began = ContinuousClock.now

  init(bytesPerSecond: Int?) { self.bytesPerSecond = bytesPerSecond }

  /// How long after the start this many bytes may have been sent.
  func due(forByte count: Int) -> Duration {
    bytesPerSecond.map { .seconds(Double(count) / Double($0)) } ?? .zero
  }

  /// Waits until this many bytes may have been sent.
  func wait(forByte count: Int) async throws {
    guard bytesPerSecond != nil else { return }
    try await Task.sleep(until: began + due(forByte: count), tolerance: .zero, clock: .continuous)
  }
}
