import Shared

/// Formats a sample as a line of CSV: https://www.rfc-editor.org/rfc/rfc4180
enum CSVRow {
  static let lineEnd = "\r\n"

  /// The same for every sample, even if some of its values are unknown.
  static let header = line(columns(CapacitySample(), cluster: "").map(\.name))

  static func line(_ sample: CapacitySample, cluster: String) -> String {
    line(columns(sample, cluster: cluster).map(\.value))
  }

  /// The values that have a column. Extended resources have none, because the columns never change.
  static func values(_ sample: CapacitySample) -> [CapacityValue] {
    sample.values().filter { $0.metric != .extended }
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + lineEnd
  }

  /// An unknown value is an empty field.
  private static func columns(
    _ sample: CapacitySample, cluster: String
  ) -> [(name: String, value: String)] {
    var unknown = sample
    unknown.cpu.used = 0
    unknown.memory.used = 0
    unknown.estimate.seconds = 0
    // The names come from a sample without unknown values.
    let known = Dictionary(uniqueKeysWithValues: values(sample).map { ($0.columnName, $0.text) })
    let names = values(unknown).map(\.columnName)
    return [("time", RFC3339.text(Int64(sample.time.rounded(.down)))), ("cluster", cell(cluster))]
      + names.map { ($0, known[$0] ?? "") } + [("method", cell(sample.estimate.method))]
  }

  /// Puts a `'` before text that a spreadsheet would read as a formula. Not for numbers, which may be
  /// negative.
  private static func cell(_ text: String) -> String {
    text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } == true ? "'\(text)" : text
  }

  /// Compares scalars, because Swift treats CR LF as one character.
  private static func quoted(_ field: String) -> String {
    guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return field
    }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension CapacityValue {
  /// `cpu_cores_allocatable`. The estimate's method can change, so it has its own column.
  fileprivate var columnName: String {
    self[.state].map { "\(metric.rawValue)_\($0)" } ?? metric.rawValue
  }

  fileprivate var text: String {
    switch number {
    case .whole(let number): "\(number)"
    case .real(let number): Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }
  }
}
