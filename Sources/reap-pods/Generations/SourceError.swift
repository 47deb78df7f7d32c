import Shared

/// Why a source of the live generation cannot be relied on: nothing is deleted then.
struct SourceError: DiagnosedError, Equatable {
  let source: String
  let problem: String
  /// Another one where the run was ended while it asked.
  var exitStatus = ExitStatus.refused

  var description: String {
    "\(source): \(problem), while reading the live generation; nothing was deleted"
  }
}
