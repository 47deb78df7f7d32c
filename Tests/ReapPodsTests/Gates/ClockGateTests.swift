import Testing

@testable import Shared
@testable import reap_pods

@Suite("The clock gate", .timeLimit(.minutes(15)))
struct ClockGateTests {
  /// An answer at 12:00:00 by the server's clock, and `ours` seconds later by the local one.
  private func head(ours: Double, roundTrip: Double = 0, date: String? = "Mon, 23 Nov 2026 12:00:00 GMT")
    -> HTTPHead
  {
    HTTPHead(
      status: 200, headers: date.map { [HTTPHeader("date", $0)] } ?? [], version: .http2,
      receivedAt: Double(noon) + ours, roundTrip: roundTrip)
  }

  @Test(
    "Clocks that agree pass, and the earlier one gives the time",
    arguments: [(0.5, 0), (20.0, 0), (-20.0, -20)])
  func agree(ours: Double, now: Int64) throws {
    #expect(try ClockGate().read(head(ours: ours)).now == noon + now)
  }

  @Test(
    "Clocks that differ by more than the limit are refused", arguments: [32.0, -31.0, 86_400.0, -3_000_000.0])
  func differ(ours: Double) {
    #expect(throws: RefusedError.self) { try ClockGate().read(head(ours: ours)) }
  }

  @Test("Half of the round trip is subtracted")
  func roundTrip() throws {
    #expect(try ClockGate().read(head(ours: 40, roundTrip: 40)).offset == 19.5)
  }

  @Test(
    "An answer without a readable Date is refused", arguments: [nil, "yesterday", "2026-11-23T12:00:00Z"])
  func noDate(date: String?) {
    #expect(throws: RefusedError.self) { try ClockGate().read(head(ours: 0, date: date)) }
  }

  @Test("A limit of 0 turns the gate off")
  func off() throws {
    #expect(try ClockGate(maxSkew: 0).read(head(ours: 3600)).now == noon)
    #expect(try ClockGate(maxSkew: 0).read(head(ours: 0, date: nil)) == .init(now: noon, offset: nil))
  }
}
