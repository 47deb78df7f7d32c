import Shared

/// Stops a run that would delete too large a share of the pods, because that is probably a mistake.
struct ShareGate: Equatable, Sendable {
  /// In percent; 100 for no limit.
  var maxShare = 100
  /// The number of pods that may always be deleted, whatever their share.
  var floor = 10

  /// - Parameters:
  ///   - matched: how many pods would be deleted, before `--limit`.
  ///   - eligible: how many listed pods are neither protected, mirror nor terminating.
  func check(matched: Int, eligible: Int) throws(RefusedError) {
    // Multiplied, not divided, because 109 of 1,000 is more than 10 percent.
    guard maxShare < 100, matched > floor, 100 * matched > maxShare * eligible else { return }
    throw RefusedError(
      "\(matched) of \(eligible) pods would go, more than --max-share \(maxShare) allows; check with --dry-run --explain"
    )
  }
}
