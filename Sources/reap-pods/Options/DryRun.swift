/// Whether the run only says what it would do.
enum DryRun: String, Sendable {
  case none
  /// We say it.
  case client
  /// The server is asked, and checks permissions, preconditions and budgets.
  case server

  /// What can be asked for; `none` is the default.
  static let values = [client.rawValue, server.rawValue]
}
