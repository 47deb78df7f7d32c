/// One point of a gauge.
public struct TimeSeries: Equatable, Sendable {
  public enum Value: Equatable, Sendable {
    case double(Double)
    case integer(Int64)
  }

  /// Identifies a series. The API accepts each only once per call.
  struct Key: Hashable {
    let metric: String
    let labels: [String: String]
    let resource: MonitoredResource
  }

  /// `custom.googleapis.com/cluster/cpu_used`
  public var metric: String
  public var labels: [String: String]
  public var resource: MonitoredResource
  public var value: Value
  /// When it was measured. The API accepts points up to 25 h old, each newer than the one before.
  public var time: RFC3339.Instant

  public init(
    metric: String, labels: [String: String], resource: MonitoredResource, value: Value,
    time: RFC3339.Instant
  ) {
    self.metric = metric
    self.labels = labels
    self.resource = resource
    self.value = value
    self.time = time
  }

  var key: Key { Key(metric: metric, labels: labels, resource: resource) }

  /// False for NaN and infinities, which would make the whole batch fail.
  var isSendable: Bool {
    if case .double(let number) = value { number.isFinite } else { true }
  }
}

extension TimeSeries {
  var json: JSONValue {
    [
      "metric": ["type": .string(metric), "labels": .strings(labels)],
      "resource": ["type": .string(resource.type), "labels": .strings(resource.labels)],
      "metricKind": .string(MetricDescriptor.gauge),
      "valueType": .string(value.type.rawValue),
      "points": [["interval": ["endTime": .string(RFC3339.microseconds(time))], "value": value.json]],
    ]
  }
}

extension TimeSeries.Value {
  var type: MetricValueType {
    switch self {
    case .double: .double
    case .integer: .int64
    }
  }

  fileprivate var json: JSONValue {
    switch self {
    case .double(let number): ["doubleValue": .real(number)]
    // Google's JSON writes 64-bit integers as strings.
    case .integer(let number): ["int64Value": .string(String(number))]
    }
  }
}
