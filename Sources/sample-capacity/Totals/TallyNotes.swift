import Shared

/// What was odd about the objects of a list.
struct TallyNotes {
  private(set) var warnings = Warnings()
  /// Whether an object had to be left out of the sums.
  private(set) var leftOut = false
  /// Whether the sums lack what the cluster has or what its pods may use: such numbers are not for others.
  private(set) var isPartial = false

  mutating func warn(_ warning: Warning) { warnings.append(warning) }

  /// - Parameter isHarmless: whether the sums mean the same without it.
  mutating func leaveOut(_ warning: Warning, isHarmless: Bool = false) {
    leftOut = true
    if !isHarmless { isPartial = true }
    warn(warning)
  }

  static func saturated(_ place: String) -> String {
    "\(place) is more than 2^63-1, and counts for that"
  }
}
