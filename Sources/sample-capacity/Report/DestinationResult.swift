import Shared

/// The result of writing a sample to one destination.
struct DestinationResult: Equatable, Sendable {
  enum Outcome: String, Sendable {
    case ok
    /// The destination already has this point or a newer one.
    case superseded
    /// Kept for a later run.
    case kept
    case partial
    case failed
  }

  /// The value of `--to`.
  var to: String
  /// How many points arrived.
  var points = 0
  /// How many are waiting for a later run.
  var backlog = 0
  /// How many were dropped for good.
  var dropped = 0
  var outcome = Outcome.ok
  var error: String?
  /// The exit code of this destination alone.
  var status = ExitStatus.ok

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("to", .string(to)), .init("points", .count(points)), .init("backlog", .count(backlog)),
      .init("dropped", .count(dropped)), .init("outcome", .string(outcome.rawValue)),
    ]
    if let error { members.append(.init("error", .string(error))) }
    return .object(members)
  }

  /// Appends an error and combines its exit status.
  mutating func note(_ error: String, _ status: ExitStatus) {
    self.error = [self.error, error].compactMap(\.self).joined(separator: "; ")
    self.status.combine(with: status)
  }

  mutating func failed(_ error: any Error) {
    outcome = .failed
    note("\(error)", ExitStatus(of: error))
  }
}
