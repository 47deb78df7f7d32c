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
      .maxShare,
      "\(matched.grouped) of \(eligible.grouped) pods (\(Self.share(matched, of: eligible, above: maxShare))) match; "
        + "--max-share allows \(maxShare)%",
      advice: "check with --dry-run --explain")
  }

  /// `25.6%`, with one decimal, rounded up if it would otherwise look allowed.
  static func share(_ matched: Int, of eligible: Int, above limit: Int) -> String {
    guard eligible > 0 else { return "all" }
    let nearest = (2000 * matched + eligible) / (2 * eligible)
    let tenths = nearest > 10 * limit ? nearest : 10 * limit + 1
    return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
  }
}
