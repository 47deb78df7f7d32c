/// The file for node_exporter's textfile collector that says how the last run went.
public struct MetricsFile: Sendable {
  public let path: String
  /// On all samples.
  private let labels: [String: String]

  /// - Parameters:
  ///   - tool: `reap-pods`.
  ///   - cluster: `MetricsFileOptions.clusterLabel(context:)`.
  public init(path: String, tool: String, cluster: String) {
    self.path = path
    labels = ["tool": tool, "cluster": cluster]
  }

  /// Replaces the file. When the last success was is taken over from the old one, if this run was none.
  ///
  /// - Parameter families: what the tool itself has to tell, without the labels `tool` and `cluster`.
  public func write(_ run: RunMetrics, _ families: [MetricFamily] = []) throws(AtomicFileError) {
    let all = run.families(lastSuccess: run.hasSucceeded ? nil : lastSuccess()) + families
    let text = PrometheusText.text(all.map { $0.labelled(labels) })
    try AtomicFile.write(Array(Secrets.hide(in: text).utf8), to: path)
  }

  /// What the file says of this tool and cluster, in seconds since 1970. An old file that cannot be read, or
  /// says something else, is as good as none: it is about to be replaced.
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

  /// A value's quotes are escaped, so that none can look like another label.
  private func has(_ name: String, _ value: String, _ line: Substring) -> Bool {
    let label = PrometheusText.label(name, value)
    return line.contains("{" + label) || line.contains("," + label)
  }
}
