import Shared

/// What was odd about the objects of a list.
struct LedgerNotes {
  /// More would say no more, and take memory.
  static let limit = 1000

  private(set) var warnings: [Warning] = []
  /// Whether an object had to be left out of the sums.
  private(set) var leftOut = false
  /// Whether the sums lack what the cluster has or what its pods may use: such numbers are not for others.
  private(set) var isPartial = false
  /// Warnings that were not kept.
  private var unsaid = 0

  mutating func warn(_ warning: Warning) {
    if warnings.count < Self.limit { warnings.append(warning) } else { unsaid += 1 }
  }

  /// - Parameter isHarmless: whether the sums mean the same without it.
  mutating func leaveOut(_ warning: Warning, isHarmless: Bool = false) {
    leftOut = true
    if !isHarmless { isPartial = true }
    warn(warning)
  }

  /// The warnings, and how many more there would be.
  var all: [Warning] {
    unsaid == 0 ? warnings : warnings + [Warning(message: "\(unsaid) more warnings like these")]
  }

  static func saturated(_ place: String) -> String {
    "\(place) is more than 2^63-1, and counts for that"
  }
}
