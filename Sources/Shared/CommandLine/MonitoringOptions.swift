import ArgumentParser

/// Where in Cloud Monitoring the capacity metrics are.
public struct MonitoringOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The Google Cloud project (default: $GOOGLE_CLOUD_PROJECT, the credentials', or this machine's).",
      valueName: "id"),
    transform: googleProject)
  public var project: String?

  @Option(
    help: ArgumentHelp(
      "What the names of metrics begin with (default: custom.googleapis.com/cluster).", valueName: "prefix"),
    transform: prefixOfMetrics)
  public var metricPrefix = "custom.googleapis.com/cluster"

  @Flag(help: "All series, not only cpu_used and memory_used.")
  public var allSeries = false

  public init() {}

  public var metrics: [CapacityMetric] { CapacityMetric.written(all: allSeries) }
}

/// An ID, a number, or an ID in a domain: `example.com:build`.
private func googleProject(_ value: String) throws -> String {
  let text = try nonBlank(value)
  guard text.utf8.allSatisfy({ $0.isASCIIAlphanumeric || "-.:".utf8.contains($0) }) else {
    throw ValidationError("a project's ID has only letters, digits, '-', '.' and ':'")
  }
  return text
}

/// The API lets only these domains be written to.
private func prefixOfMetrics(_ value: String) throws -> String {
  let text = try nonBlank(value)
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  let domains = ["custom.googleapis.com", "external.googleapis.com", "workload.googleapis.com"]
  guard parts.count > 1, domains.contains(String(parts[0])) else {
    throw ValidationError("it must begin with \(domains.map { "\($0)/" }.joined(separator: ", "))")
  }
  let isLegal = parts.dropFirst().allSatisfy { part in
    !part.isEmpty && part.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") }
  }
  guard isLegal, text.utf8.count <= 150 else {
    throw ValidationError(
      "its parts have only letters, digits and '_', there is no '/' at its end, and it has at most 150 characters"
    )
  }
  return text
}
