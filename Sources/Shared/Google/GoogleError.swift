/// Why Google provided no token or cluster. Never holds a secret.
public struct GoogleError: DiagnosedError, Equatable {
  public let exitStatus: ExitStatus
  /// What failed, why, and what to do about it.
  public let description: String

  public init(_ exitStatus: ExitStatus, _ description: String) {
    self.exitStatus = exitStatus
    self.description = description.withoutControlCharacters
  }
}
