import Shared

/// Compares the local clock with the server's, and chooses the time to judge by.
struct ClockGate: Sendable {
  /// In seconds; 0 for no limit.
  var maxSkew: Int64 = 30

  struct Reading: Equatable, Sendable {
    /// Unix seconds: the earlier of both clocks.
    var now: Int64
    /// The local time minus the server's, in seconds, to the millisecond; nil if the server sent no time.
    var offset: Double?
  }

  /// - Throws: `RefusedError` if the clocks differ by more than `maxSkew`, or the server sent no time.
  func read(_ head: HTTPHead) throws(RefusedError) -> Reading {
    let ours = head.receivedAt - head.roundTrip / 2
    guard let server = head.serverTime else {
      guard maxSkew == 0 else {
        throw RefusedError(
          .clock, "the server's answer has no readable Date, so the clocks cannot be compared",
          advice: "--max-clock-skew 0s skips this")
      }
      return Reading(now: Int64(ours), offset: nil)
    }
    // A Date has whole seconds, so on average it is half a second behind.
    let offset = ours - (Double(server) + 0.5)
    guard maxSkew == 0 || abs(offset) <= Double(maxSkew) + 0.5 else {
      throw RefusedError(
        .clock,
        "the local clock is \(Self.text(abs(offset))) \(offset > 0 ? "ahead of" : "behind") the server's, more "
          + "than --max-clock-skew \(DurationArgument.text(maxSkew))",
        advice: "synchronize the clocks")
    }
    return Reading(now: min(Int64(ours), server), offset: (offset * 1000).rounded() / 1000)
  }

  private static func text(_ seconds: Double) -> String { DurationArgument.text(Int64(seconds.rounded())) }
}
