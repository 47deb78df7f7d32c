import ArgumentParser

/// Whether the run only says what it would do.
enum DryRun: String, ExpressibleByArgument, CaseIterable, Sendable {
  case none
  case client

  /// `none` is not to be asked for: that is the default.
  init?(argument: String) {
    guard argument == Self.client.rawValue else { return nil }
    self = .client
  }

  static var allValueStrings: [String] { [client.rawValue] }
}
