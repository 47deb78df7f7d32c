import Glibc

/// A generator of random numbers (Steele, Lea and Flood 2014). The same seed gives the same numbers on every machine.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0 to 1, without 1.
  mutating func share() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  mutating func uniform(_ low: Double, _ high: Double) -> Double { low + share() * (high - low) }

  mutating func exponential(mean: Double) -> Double { -mean * log(1 - share()) }

  mutating func logNormal(median: Double, sigma: Double) -> Double {
    let normal = (-2 * log(1 - share())).squareRoot() * cos(2 * .pi * share())
    return median * exp(sigma * normal)
  }
}
