import ArgumentParser

/// Options for the capacity metrics in Cloud Monitoring.
public struct MonitoringOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Use this Google Cloud project (default: $GOOGLE_CLOUD_PROJECT, the credentials', or this machine's).",
      valueName: "id"),
    transform: googleProject)
  public var project: String?

  @Option(
    help: ArgumentHelp(
      "Prefix of the metrics' names (default: custom.googleapis.com/cluster).", valueName: "prefix"),
    transform: prefixOfMetrics)
  public var metricPrefix = "custom.googleapis.com/cluster"

  @Flag(help: "Include all series, not only cpu_used and memory_used.")
  public var allSeries = false

  public init() {}

  public var metrics: [CapacityMetric] { CapacityMetric.written(all: allSeries) }
}

/// An ID, a number, or an ID in a domain: `example.com:build`.
private func googleProject(_ value: String) throws -> String {
  let text = try nonBlank(value)
  guard text.utf8.allSatisfy({ $0.isASCIIAlphanumeric || "-.:".utf8.contains($0) }) else {
    throw ValidationError("a project ID may have only letters, digits, '-', '.' and ':'")
  }
  return text
}

/// The API allows writing to only these domains.
private func prefixOfMetrics(_ value: String) throws -> String {
  let text = try nonBlank(value)
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  let domains = ["custom.googleapis.com", "external.googleapis.com", "workload.googleapis.com"]
  guard parts.count > 1, domains.contains(String(parts[0])) else {
    throw ValidationError("it must begin with \(domains[0])/, \(domains[1])/ or \(domains[2])/")
  }
  let isLegal = parts.dropFirst().allSatisfy { part in
    !part.isEmpty && part.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") }
  }
  guard isLegal, text.utf8.count <= 150 else {
    throw ValidationError(
      "its parts may have only letters, digits and '_', it must not end with '/', and 150 characters is the limit"
    )
  }
  return text
}
