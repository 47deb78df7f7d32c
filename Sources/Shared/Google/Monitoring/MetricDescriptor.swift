/// A metric's definition in Cloud Monitoring.
public struct MetricDescriptor: Equatable, Sendable {
  public struct Label: Equatable, Sendable {
    public var key: String
    public var valueType: String
    public var description: String

    public init(_ key: String, valueType: String = Self.string, description: String) {
      self.key = key
      self.valueType = valueType
      self.description = description
    }

    public static let string = "STRING"
  }

  static let gauge = "GAUGE"

  /// `custom.googleapis.com/cluster/cpu_used`
  public var type: String
  public var kind: String
  public var valueType: String
  public var unit: String
  public var displayName: String
  public var description: String
  public var labels: [Label]
}

extension MetricDescriptor {
  var json: JSONValue {
    [
      "type": .string(type), "metricKind": .string(kind), "valueType": .string(valueType),
      "unit": .string(unit), "displayName": .string(displayName), "description": .string(description),
      "labels": .array(
        labels.map {
          [
            "key": .string($0.key), "valueType": .string($0.valueType),
            "description": .string($0.description),
          ]
        }),
    ]
  }

  /// Reads the API's form, which omits empty strings and the first value of each enum.
  init(json: JSONCursor) throws(JSONError) {
    type = try json["type"].string()
    kind = try json["metricKind"].optionalString() ?? "METRIC_KIND_UNSPECIFIED"
    valueType = try json["valueType"].optionalString() ?? "VALUE_TYPE_UNSPECIFIED"
    unit = try json["unit"].optionalString() ?? ""
    displayName = try json["displayName"].optionalString() ?? ""
    description = try json["description"].optionalString() ?? ""
    labels = []
    for label in try json["labels"].elements() {
      labels.append(
        Label(
          try label["key"].string(), valueType: try label["valueType"].optionalString() ?? Label.string,
          description: try label["description"].optionalString() ?? ""))
    }
  }
}
