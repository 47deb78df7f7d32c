/// A pod that a rule matches: what is needed to delete it and to tell of it.
struct Candidate: Equatable, Sendable {
  /// What became of a matched pod.
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
  var judgement: Judgement
  /// Until something else has happened, a later run may do it.
  var outcome = Outcome.deferred
  var error: String?
}
