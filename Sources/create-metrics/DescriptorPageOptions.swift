import ArgumentParser
import Shared

/// How many descriptors to list per request.
struct DescriptorPageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "List up to this many descriptors per request (default: as many as Cloud Monitoring returns).",
      valueName: "n"),
    transform: wholeNumber(0...Int.max))
  var pageSize: Int?

  /// nil for what the service returns.
  var size: Int? { pageSize.flatMap { $0 == 0 ? nil : $0 } }
}
