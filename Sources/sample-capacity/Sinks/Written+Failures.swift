import Shared

extension Written {
  /// Why not all is well, one reason after the other.
  mutating func note(_ error: String, _ status: ExitStatus) {
    self.error = [self.error, error].compactMap(\.self).joined(separator: "; ")
    self.status = self.status.combined(with: status)
  }

  mutating func failed(_ error: any Error) {
    outcome = .failed
    note("\(error)", (error as? any DiagnosedError)?.exitStatus ?? .software)
  }
}
