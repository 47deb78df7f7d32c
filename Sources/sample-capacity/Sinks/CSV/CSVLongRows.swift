import Shared

/// Formats a sample as lines of CSV, one for each resource and state.
enum CSVLongRows {
  static let header = CSVText.line(["time", "cluster", "resource", "state", "value"])

  static func lines(_ sample: CapacitySample, cluster: String) -> [String] {
    let beginning = [CSVText.time(of: sample), CSVText.cell(cluster)]
    return sample.values().compactMap { value in
      guard let resource = value.resource, let state = value[.state] else { return nil }
      return CSVText.line(beginning + [CSVText.cell(resource), state, CSVText.cell(value.number)])
    }
  }
}

extension CapacityValue {
  /// The resource of an amount; nil for other values.
  fileprivate var resource: String? {
    switch metric {
    case .cpuCores: "cpu"
    case .memoryBytes: "memory"
    default: self[.resource]
    }
  }
}
