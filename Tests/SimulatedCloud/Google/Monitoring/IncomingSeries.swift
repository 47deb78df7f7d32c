/// One series of a write.
struct IncomingSeries: Sendable {
  let index: Int
  let type: String
  let metricLabels: [String: String]
  let resourceType: String
  let resourceLabels: [String: String]
  let metricKind: String
  let valueType: String
  let end: Int64
  let start: Int64?
  let value: JSONValue

  /// The identity of a series.
  var key: String {
    func text(_ labels: [String: String]) -> String {
      labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
    return "\(type){\(text(metricLabels))} \(resourceType){\(text(resourceLabels))}"
  }

  /// Reads a series. A malformed series makes the whole request invalid.
  init(_ value: JSONValue, index: Int) throws {
    let field = "timeSeries[\(index)]"
    self.index = index
    type = value["metric"]?["type"]?.text ?? ""
    resourceType = value["resource"]?["type"]?.text ?? ""
    metricLabels = try Self.labels(value["metric"]?["labels"], "\(field).metric.labels")
    resourceLabels = try Self.labels(value["resource"]?["labels"], "\(field).resource.labels")
    guard let points = value["points"]?.elements, points.count == 1 else {
      throw GoogleError.invalid(
        field: "\(field).points", "Only one point can be written per TimeSeries per request.")
    }
    let point = points[0]
    let interval = "\(field).points[0].interval"
    guard let end = try Self.time(point["interval"]?["endTime"], "\(interval).endTime") else {
      throw GoogleError.invalid(field: "\(interval).endTime", "The end time is missing.")
    }
    self.end = end
    start = try Self.time(point["interval"]?["startTime"], "\(interval).startTime")
    let typed = try TypedValue(point["value"] ?? .null, field: "\(field).points[0].value")
    self.value = typed.value
    valueType = Self.enumeration(value["valueType"], unspecified: "VALUE_TYPE_UNSPECIFIED") ?? typed.type
    metricKind = Self.enumeration(value["metricKind"], unspecified: "METRIC_KIND_UNSPECIFIED") ?? "GAUGE"
    guard typed.type == valueType else {
      throw GoogleError.invalid(
        field: "\(field).points[0].value", "A \(typed.type) was written to a series of \(valueType).")
    }
  }

  private static func enumeration(_ value: JSONValue?, unspecified: String) -> String? {
    value?.text.flatMap { $0 == unspecified ? nil : $0 }
  }

  private static func labels(_ value: JSONValue?, _ field: String) throws -> [String: String] {
    var labels: [String: String] = [:]
    for member in value?.members ?? [] {
      guard let text = member.value.text else {
        throw GoogleError.invalid(
          "Invalid JSON payload received. Invalid value at '\(field)' (\(member.key)).")
      }
      guard text.utf8.count <= 1024 else {
        throw GoogleError.invalid(field: field, member.key, "The label value is longer than 1024 bytes.")
      }
      labels[member.key] = text
    }
    return labels
  }

  private static func time(_ value: JSONValue?, _ field: String) throws -> Int64? {
    guard let value, value != .null else { return nil }
    guard let time = value.text.flatMap(GoogleTime.nanoseconds) else {
      throw GoogleError.invalid(
        "Invalid value at '\(field)' (type.googleapis.com/google.protobuf.Timestamp), Illegal timestamp format"
      )
    }
    return time
  }
}

/// A point's value, with exactly one type.
struct TypedValue: Sendable {
  let type: String
  let value: JSONValue

  private static let types = [
    "boolValue": "BOOL", "int64Value": "INT64", "doubleValue": "DOUBLE", "stringValue": "STRING",
    "distributionValue": "DISTRIBUTION",
  ]

  init(_ value: JSONValue, field: String) throws {
    guard value.members.count == 1, let type = Self.types[value.members[0].key] else {
      throw GoogleError.invalid(field: field, "Exactly one value must be set.")
    }
    self.type = type
    self.value = value
    if type == "DOUBLE" { try Self.checkDouble(value.members[0].value, field) }
    if type == "INT64" { try Self.checkInteger(value.members[0].value, field) }
  }

  private static func checkDouble(_ value: JSONValue, _ field: String) throws {
    let text: String? = if case .number(let digits) = value { digits } else { value.text }
    guard let number = text.flatMap(Double.init), number.isFinite else {
      throw GoogleError.invalid(
        field: field + ".doubleValue", text ?? "", "The value must be a finite number.")
    }
  }

  private static func checkInteger(_ value: JSONValue, _ field: String) throws {
    guard value.integer ?? value.text.flatMap({ Int64($0) }) != nil else {
      throw GoogleError.invalid("Invalid value at '\(field).int64Value' (TYPE_INT64)")
    }
  }
}
