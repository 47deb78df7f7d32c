/// The kubeconfig, the certificate authorities or the credentials are missing or wrong. Never holds a secret.
public struct ConfigurationError: DiagnosedError, Equatable {
  /// Where, or nothing: `/home/x/.kube/config: user "ci"`.
  public let place: String
  /// What is wrong there, and what to do about it.
  public let problem: String

  /// `.config`, unless the run ended before anything was known to be wrong.
  public var exitStatus = ExitStatus.config

  public init(place: String, problem: String) {
    self.place = place.withoutControlCharacters
    self.problem = problem.withoutControlCharacters
  }

  /// A file without anything that a kubeconfig has.
  init(notKubeconfig file: String) {
    self.init(place: "", problem: "\(file) is not a kubeconfig; name one with --kubeconfig or KUBECONFIG")
  }

  /// An invalid entry in the file that `place` names.
  init(_ error: JSONError, in place: String) {
    let isUnquoted = ["a number", "a boolean"].contains {
      error.problem.hasPrefix("expected a string, found \($0)")
    }
    self.init(place: place, problem: error.description + (isUnquoted ? "; quote it" : ""))
  }

  /// The same error, with the exit status that fits a file that could not be read because of `cause`.
  func because(of cause: FileError) -> ConfigurationError {
    var error = self
    if cause.wasStopped { error.exitStatus = .tempfail }
    return error
  }

  public var description: String { place.isEmpty ? problem : "\(place): \(problem)" }
}
