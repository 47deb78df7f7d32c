import Shared

/// Warnings about the objects of a list, and whether the sums are complete.
struct TallyNotes {
  private(set) var warnings = Warnings()
  /// Whether an object had to be left out of the sums.
  private(set) var leftOut = false
  /// Whether the sums lack a node or an object that may count. Such sums go to no destination.
  private(set) var isPartial = false

  mutating func warn(_ warning: Warning) { warnings.append(warning) }

  /// - Parameter isHarmless: whether the sums mean the same without it.
  mutating func leaveOut(_ warning: Warning, isHarmless: Bool = false) {
    leftOut = true
    if !isHarmless { isPartial = true }
    warn(warning)
  }

  static func saturated(_ place: String) -> String {
    "\(place) is more than 2^63-1 and counts as 2^63-1"
  }
}
