/// A pod that a rule matches, with the data needed to delete and report it.
struct Candidate: Equatable, Sendable {
  /// What happened to a matched pod.
  enum Outcome: String, CaseIterable, Sendable {
    case deleted
    case wouldDelete = "would-delete"
    case gone
    case replaced
    case deferred
    case failed
    case kept
  }

  let namespace: String
  let name: String
  let uid: String
  var resourceVersion: String
  /// Unix seconds.
  var created: Int64?
  var judgment: Judgment
  /// Deferred to a later run until something else happens.
  var outcome = Outcome.deferred
  var error: String?
  /// 401 or 403, if that is the error: many pods may share its long message, so the table does not repeat it.
  var refusalCode: UInt16?
  /// What the ledger says about the pod, as JSON; nil without a ledger.
  var facts: String?
}
