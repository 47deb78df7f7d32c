/// Prometheus' text format, as node_exporter's textfile collector reads it:
/// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
public enum PrometheusText {
  /// Families by name, samples by labels, labels by name, as Prometheus' own libraries write them.
  ///
  /// Omits families without samples. If two have the same name, uses the first one's help and kind.
  public static func text(_ families: [MetricFamily]) -> String {
    var byName: [String: MetricFamily] = [:]
    for family in families {
      var known = byName[family.name] ?? family
      known.merge(family)
      byName[family.name] = known
    }
    return byName.values.filter { !$0.samples.isEmpty }.sorted { $0.name < $1.name }.map(text).joined()
  }

  private static func text(_ family: MetricFamily) -> String {
    let samples = family.samples.map { (labels: text($0.key), value: PrometheusNumber.text($0.value)) }
    let lines = samples.sorted { $0.labels < $1.labels }.map { "\(family.name)\($0.labels) \($0.value)\n" }
    return "# HELP \(family.name) \(escaped(family.help))\n"
      + "# TYPE \(family.name) \(family.kind.rawValue)\n" + lines.joined()
  }

  private static func text(_ labels: [String: String]) -> String {
    guard !labels.isEmpty else { return "" }
    return "{" + labels.sorted { $0.key < $1.key }.map { label($0.key, $0.value) }.joined(separator: ",")
      + "}"
  }

  static func label(_ name: String, _ value: String) -> String {
    "\(name)=\"\(escaped(value, quotes: true))\""
  }

  /// By scalar, because Swift treats CR LF as one character.
  private static func escaped(_ text: String, quotes: Bool = false) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
      case "\"" where quotes: escaped.append(contentsOf: "\\\"".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
