import ArgumentParser

/// Whether the run only says what it would do.
enum DryRun: String, ExpressibleByArgument, CaseIterable, Sendable {
  case none
  /// We say it.
  case client
  /// The server is asked, and checks permissions, preconditions and budgets.
  case server

  /// `none` is not to be asked for: that is the default.
  init?(argument: String) {
    guard let asked = DryRun(rawValue: argument), asked != .none else { return nil }
    self = asked
  }

  static var allValueStrings: [String] { [client.rawValue, server.rawValue] }
}
