/// Whether the run only reports what it would do.
enum DryRun: String, Sendable {
  case none
  /// podkeeper decides by itself.
  case client
  /// The server also checks permissions, preconditions and budgets.
  case server

  /// The option's values; `none` is the default.
  static let values = [client.rawValue, server.rawValue]
}
