import Shared

/// Formats a sample as a line of CSV.
enum CSVRow {
  /// The same for every sample, even if some of its values are unknown.
  static let header = CSVText.line(columns(CapacitySample(), cluster: "").map(\.name))

  static func line(_ sample: CapacitySample, cluster: String) -> String {
    CSVText.line(columns(sample, cluster: cluster).map(\.value))
  }

  /// The values that have a column. Others have none, because the columns never change.
  static func values(_ sample: CapacitySample) -> [CapacityValue] {
    sample.values().filter { ![.extended, .timeToStartP90, .estimateCovered].contains($0.metric) }
  }

  /// An unknown value is an empty field.
  private static func columns(
    _ sample: CapacitySample, cluster: String
  ) -> [(name: String, value: String)] {
    var unknown = sample
    unknown.cpu.used = 0
    unknown.memory.used = 0
    unknown.estimate.seconds = 0
    unknown.estimate.p50 = nil
    // The names come from a sample without unknown values.
    let known = Dictionary(
      uniqueKeysWithValues: values(sample).map { ($0.columnName, CSVText.cell($0.number)) })
    let names = values(unknown).map(\.columnName)
    return [("time", CSVText.time(of: sample)), ("cluster", CSVText.cell(cluster))]
      + names.map { ($0, known[$0] ?? "") } + [("method", CSVText.cell(sample.estimate.method))]
  }
}

extension CapacityValue {
  /// `cpu_cores_allocatable`. The estimate's method can change, so it has its own column.
  fileprivate var columnName: String {
    self[.state].map { "\(metric.rawValue)_\($0)" } ?? metric.rawValue
  }
}
