import Shared

/// A sample for Cloud Monitoring, with everything that a later run needs to deliver it.
struct PendingSample: Equatable {
  /// Each has one point; all have the same time.
  let series: [TimeSeries]
  let time: RFC3339.Instant

  /// In bytes. podkeeper writes no larger files.
  static let longestText = 1 << 20

  private static let schema = "podkeeper.backlog/v1"

  init(_ series: [TimeSeries], time: RFC3339.Instant) {
    self.series = series
    self.time = time
  }

  func serialized() throws(JSONError) -> String {
    let series = series.map { series -> JSONValue in
      [
        "metric": .string(series.metric), "labels": .strings(series.labels),
        "resource": ["type": .string(series.resource.type), "labels": .strings(series.resource.labels)],
        "value": series.value.pendingJSON,
      ]
    }
    let whole: JSONValue = [
      "schema": .string(Self.schema), "time": .string(RFC3339.microseconds(time)), "series": .array(series),
    ]
    return try whole.serialized() + "\n"
  }

  init(parsing bytes: [UInt8]) throws(JSONError) {
    let root = JSONCursor(try JSONValue(parsing: bytes))
    guard try root["schema"].string() == Self.schema else {
      throw root["schema"].error("expected \(Self.schema)")
    }
    guard let time = RFC3339.instant(try root["time"].string()) else {
      throw root["time"].error("expected a time")
    }
    self.time = time
    var series: [TimeSeries] = []
    for element in try root["series"].elements() {
      series.append(
        TimeSeries(
          metric: try element["metric"].string(), labels: try element["labels"].strings(),
          resource: MonitoredResource(
            type: try element["resource"]["type"].string(),
            labels: try element["resource"]["labels"].strings()),
          value: try TimeSeries.Value(pending: element["value"]), time: time))
    }
    guard !series.isEmpty else { throw root["series"].error("there is none") }
    self.series = series
  }
}

extension TimeSeries.Value {
  fileprivate var pendingJSON: JSONValue {
    switch self {
    case .double(let number): ["double": .real(number)]
    case .integer(let number): ["integer": .integer(number)]
    }
  }

  fileprivate init(pending place: JSONCursor) throws(JSONError) {
    if let number = try place["integer"].optionalInteger() {
      self = .integer(number)
    } else if case .real(let number)? = try place["double"].value() {
      self = .double(number)
    } else {
      throw place.error("expected a number")
    }
  }
}

extension JSONCursor {
  fileprivate func strings() throws(JSONError) -> [String: String] {
    var strings: [String: String] = [:]
    for (key, value) in try members() { strings[key] = try value.string() }
    return strings
  }
}
