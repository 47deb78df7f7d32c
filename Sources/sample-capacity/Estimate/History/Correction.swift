/// Moves the levels that a class's forecasts use, until the promised share of pods meets them (adaptive conformal
/// inference, Gibbs and Candès 2021).
struct Correction: Equatable, Sendable {
  /// How far one pod moves a level.
  private static let step = 0.005
  private static let lowest = -0.3

  private(set) var moved = PerLevel(0.0, 0.0)

  init() {}

  /// Takes what was stored, within the bounds.
  init(p50: Double, p90: Double) { moved = PerLevel(Self.bounded(p50, .p50), Self.bounded(p90, .p90)) }

  subscript(level: WaitLevel) -> Double { moved[level] }

  mutating func move(_ level: WaitLevel, isMiss: Bool) {
    let target = level.rawValue
    let next = moved[level] + Self.step * (isMiss ? target : target - 1)
    moved[level] = Self.bounded(next, level)
  }

  private static func bounded(_ moved: Double, _ level: WaitLevel) -> Double {
    min(max(moved, lowest), highest(level))
  }

  private static func highest(_ level: WaitLevel) -> Double { level == .p50 ? 0.3 : 0.1 }
}
