import Shared

/// A safety gate held the run back: nothing was changed.
struct RefusedError: DiagnosedError, Equatable {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  var exitStatus: ExitStatus { .refused }
  var description: String { "\(reason); nothing was deleted" }
}
