import Shared

/// What can stop a run before it changes anything, by its name in the JSON report.
enum Gate: String, CaseIterable, Sendable {
  case clock
  /// A source of the live generations is unusable.
  case liveGeneration = "live-generation"
  case maxShare = "max-share"
  case missingNamespace = "missing-namespace"
  /// A source says that a generation given to `--retire` is live.
  case retiredGeneration = "retired-generation"
  case unseenGeneration = "unseen-generation"
}

/// An error that stopped the run before it changed anything.
protocol GateError: DiagnosedError {
  /// nil if another cause, such as the deadline, stopped the run.
  var gate: Gate? { get }
  /// Why, without what follows from it.
  var headline: String { get }
}

/// A safety gate stopped the run before it changed anything.
struct RefusedError: GateError, Equatable {
  let gate: Gate?
  let reason: String
  /// What to do about it.
  let advice: String?

  init(_ gate: Gate, _ reason: String, advice: String? = nil) {
    self.gate = gate
    self.reason = reason
    self.advice = advice
  }

  var exitStatus: ExitStatus { .refused }
  var headline: String { reason }
  var description: String { "\(reason); nothing was deleted" + (advice.map { "; \($0)" } ?? "") }
}
