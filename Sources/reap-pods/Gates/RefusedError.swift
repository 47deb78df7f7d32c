import Shared

/// A safety gate stopped the run before it changed anything.
struct RefusedError: DiagnosedError, Equatable {
  let reason: String

  init(_ reason: String) { self.reason = reason }

  var exitStatus: ExitStatus { .refused }
  var description: String { "\(reason); nothing was deleted" }
}
