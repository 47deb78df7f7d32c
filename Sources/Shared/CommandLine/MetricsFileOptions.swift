import ArgumentParser

/// Options for a tool's metrics file.
public struct MetricsFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write metrics about this run, even if it fails, for node_exporter's textfile collector.",
      valueName: "file.prom"),
    transform: metricsPath)
  public var metricsFile: String?

  @Option(
    help: ArgumentHelp(
      "Name of the cluster in metrics (default: the context, if there is one, else in-cluster).",
      valueName: "name"),
    transform: nonBlank)
  public var clusterName: String?

  public init() {}

  /// - Parameter context: the kubeconfig's context, if any.
  public func clusterLabel(context: String?) -> String {
    clusterName ?? context.flatMap { $0.isEmpty ? nil : $0 } ?? "in-cluster"
  }

  /// nil if none was requested.
  public func file(tool: String, context: String?) -> MetricsFile? {
    metricsFile.map { MetricsFile(path: $0, tool: tool, cluster: clusterLabel(context: context)) }
  }
}

private func metricsPath(_ value: String) throws -> String {
  let path = try nonBlank(value)
  guard isPrometheusFile(path) else { throw ValidationError(prometheusFileRule) }
  return path
}

/// node_exporter reads only `*.prom`.
public func isPrometheusFile(_ path: String) -> Bool {
  let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
  return name.hasSuffix(".prom") && name != ".prom"
}

public let prometheusFileRule = "the name must end in .prom; otherwise node_exporter ignores the file"
