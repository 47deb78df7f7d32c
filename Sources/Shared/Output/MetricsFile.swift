/// Writes a file for node_exporter's textfile collector about the last run.
public struct MetricsFile: Sendable {
  public let path: String
  /// Labels for all samples.
  private let labels: [String: String]

  /// - Parameters:
  ///   - tool: `reap-pods`.
  ///   - cluster: `MetricsFileOptions.clusterLabel(context:)`.
  public init(path: String, tool: String, cluster: String) {
    self.path = path
    labels = ["tool": tool, "cluster": cluster]
  }

  /// Replaces the file. If this run failed, keeps the time of the last success from the old file.
  ///
  /// - Parameter families: the tool's own metrics, without the labels `tool` and `cluster`.
  public func write(_ run: RunMetrics, _ families: [MetricFamily] = []) throws(AtomicFileError) {
    let all = run.families(lastSuccess: run.hasSucceeded ? nil : lastSuccess()) + families
    let text = PrometheusText.text(all.map { $0.labeled(labels) })
    try AtomicFile.write(Array(Secrets.hide(in: text).utf8), to: path)
  }

  /// The last success of this tool and cluster in the old file, in seconds since 1970. An unreadable file counts as
  /// missing, because it is about to be replaced.
  func lastSuccess() -> Double? {
    guard let bytes = try? readFileWithTime(path, limit: 1 << 20).bytes else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.lazy.compactMap(lastSuccess).first
  }

  private func lastSuccess(_ line: Substring) -> Double? {
    guard line.hasPrefix(RunMetrics.lastSuccessName + "{"), let end = line.lastIndex(of: "}"),
      labels.allSatisfy({ has($0.key, $0.value, line[...end]) }),
      let value = line[line.index(after: end)...].split(separator: " ").first.flatMap({ Double($0) }),
      value.isFinite, value > 0
    else { return nil }
    return value
  }

  /// Quotes in values are escaped, so a value cannot look like another label.
  private func has(_ name: String, _ value: String, _ line: Substring) -> Bool {
    let label = PrometheusText.label(name, value)
    return line.contains("{" + label) || line.contains("," + label)
  }
}
