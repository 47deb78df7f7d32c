import ArgumentParser

/// How many descriptors to list per request.
struct DescriptorPageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "List up to this many descriptors per request (default: as many as Cloud Monitoring returns).",
      valueName: "n"))
  var pageSize: Int?

  func validate() throws {
    if let pageSize, pageSize < 0 { throw ValidationError("--page-size must be 0 or more") }
  }

  /// nil for what the service returns.
  var size: Int? { pageSize.flatMap { $0 == 0 ? nil : $0 } }
}
