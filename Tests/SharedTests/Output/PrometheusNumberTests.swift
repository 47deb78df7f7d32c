import Testing

import struct SimulatedCloud.SeededGenerator

@testable import Shared

@Suite("Prometheus numbers", .timeLimit(.minutes(15)))
struct PrometheusNumberTests {
  @Test(
    "Numbers have the fewest digits, with an exponent if very small or from a million on",
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (10, "10"), (0.5, "0.5"), (0.1, "0.1"), (1.25, "1.25"),
      (100, "100"), (120.5, "120.5"), (999_999, "999999"), (1_000_000, "1e+06"),
      (1_234_567.5, "1.2345675e+06"), (1_795_457_719, "1.795457719e+09"), (0.0001, "0.0001"),
      (0.00012, "0.00012"), (0.00001, "1e-05"), (1e15, "1e+15"), (1e16, "1e+16"), (1e100, "1e+100"),
      (-2.5e-7, "-2.5e-07"), (0.1 + 0.2, "0.30000000000000004"),
      (9_007_199_254_740_992, "9.007199254740992e+15"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.leastNonzeroMagnitude, "5e-324"),
      (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
    ] as [(Double, String)])
  func numbers(value: Double, text: String) {
    #expect(PrometheusNumber.text(value) == text)
  }

  @Test("A written number is read as the same number")
  func roundTrip() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<10_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(Double(PrometheusNumber.text(value)) == value)
    }
  }
}
