import Shared

/// What became of a sample at one destination.
struct DestinationResult: Equatable, Sendable {
  enum Outcome: String, Sendable {
    case ok
    /// A later point is there already.
    case superseded
    /// Kept for a later run.
    case kept
    case partial
    case failed
  }

  /// As `--to` named it.
  var to: String
  /// How many points arrived.
  var points = 0
  /// How many wait for a later run.
  var backlog = 0
  /// How many were given up.
  var dropped = 0
  var outcome = Outcome.ok
  var error: String?
  /// This destination's share in the exit code.
  var status = ExitStatus.ok

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("to", .string(to)), .init("points", .count(points)), .init("backlog", .count(backlog)),
      .init("dropped", .count(dropped)), .init("outcome", .string(outcome.rawValue)),
    ]
    if let error { members.append(.init("error", .string(error))) }
    return .object(members)
  }

  /// Why not all is well, one reason after the other.
  mutating func note(_ error: String, _ status: ExitStatus) {
    self.error = [self.error, error].compactMap(\.self).joined(separator: "; ")
    self.status.combine(with: status)
  }

  mutating func failed(_ error: any Error) {
    outcome = .failed
    note("\(error)", ExitStatus(of: error))
  }
}
