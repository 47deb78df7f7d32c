import Shared

/// A sample as a line of a table: https://www.rfc-editor.org/rfc/rfc4180
enum CSVRow {
  static let lineEnd = "\r\n"

  /// The same for every sample, whatever it knows.
  static let header = line(columns(CapacitySample(), cluster: "").map(\.name))

  static func line(_ sample: CapacitySample, cluster: String) -> String {
    line(columns(sample, cluster: cluster).map(\.value))
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + lineEnd
  }

  /// What is not known is an empty field.
  private static func columns(
    _ sample: CapacitySample, cluster: String
  ) -> [(name: String, value: String)] {
    var unknown = sample
    unknown.cpu.used = 0
    unknown.memory.used = 0
    unknown.estimate.seconds = 0
    // The names come from a sample that knows everything.
    let known = Dictionary(uniqueKeysWithValues: sample.values().map { ($0.columnName, $0.text) })
    let names = unknown.values().map(\.columnName)
    return [("time", RFC3339.text(Int64(sample.time.rounded(.down)))), ("cluster", cell(cluster))]
      + names.map { ($0, known[$0] ?? "") } + [("method", cell(sample.estimate.method))]
  }

  /// A text that is not ours, so that no spreadsheet takes it for a formula: what may begin one gets a `'` before.
  /// Not for numbers, which may be negative.
  private static func cell(_ text: String) -> String {
    text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } == true ? "'\(text)" : text
  }

  /// By scalar: to Swift, CR and LF together are one character.
  private static func quoted(_ field: String) -> String {
    guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return field
    }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension CapacityValue {
  /// `cpu_cores_allocatable`. The estimate's method changes, and has a column of its own.
  fileprivate var columnName: String {
    guard let label, label.key == "state" else { return metric.rawValue }
    return "\(metric.rawValue)_\(label.value)"
  }

  fileprivate var text: String {
    switch number {
    case .whole(let number): "\(number)"
    case .real(let number): Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    }
  }
}
