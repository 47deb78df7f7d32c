import Shared

/// Holds a run back that would delete too large a share of the pods: a mistake, more likely than not.
struct ShareGate: Equatable, Sendable {
  /// In per cent; 100 is no limit.
  var maxShare = 100
  /// So many may go whatever share they are.
  var floor = 10

  /// - Parameters:
  ///   - matched: how many pods would go, before `--limit`.
  ///   - eligible: how many were listed and are neither protected, mirror nor terminating.
  func check(matched: Int, eligible: Int) throws(RefusedError) {
    // Multiplied, not divided: 109 of 1,000 are more than 10 per cent.
    guard maxShare < 100, matched > floor, 100 * matched > maxShare * eligible else { return }
    throw RefusedError(
      "\(matched) of \(eligible) pods would go, more than --max-share \(maxShare) allows; look with --dry-run --explain"
    )
  }
}
