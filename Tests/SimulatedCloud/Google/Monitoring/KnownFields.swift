/// The fields of a message. Others in a body are refused, as by Google's front end.
indirect enum KnownFields: Sendable {
  case anything
  case message([String: KnownFields])
  case list(KnownFields)

  /// nil if all fields are known, otherwise Google's error.
  func check(_ value: JSONValue, at path: String = "") throws {
    switch (self, value) {
    case (.anything, _), (_, .null): return
    case (.message(let fields), .object(let members)):
      for member in members {
        guard let field = fields[member.key] else { throw Self.unknown(member.key, at: path) }
        try field.check(member.value, at: path.isEmpty ? member.key : "\(path).\(member.key)")
      }
    case (.list(let element), .array(let elements)):
      for (index, item) in elements.enumerated() { try element.check(item, at: "\(path)[\(index)]") }
    default:
      throw GoogleError.invalid("Invalid JSON payload received. Invalid value at '\(path)'.")
    }
  }

  private static func unknown(_ name: String, at path: String) -> GoogleError {
    let place = path.isEmpty ? "" : " at '\(path)'"
    return .invalid("Invalid JSON payload received. Unknown name \"\(name)\"\(place): Cannot find field.")
  }
}

extension KnownFields {
  static let metricDescriptor = KnownFields.message([
    "name": .anything, "type": .anything, "metricKind": .anything, "valueType": .anything, "unit": .anything,
    "description": .anything, "displayName": .anything, "launchStage": .anything, "metadata": .anything,
    "monitoredResourceTypes": .anything,
    "labels": .list(.message(["key": .anything, "valueType": .anything, "description": .anything])),
  ])

  static let createTimeSeries = KnownFields.message([
    "timeSeries": .list(
      .message([
        "metric": .message(["type": .anything, "labels": .anything]),
        "resource": .message(["type": .anything, "labels": .anything]),
        "metadata": .anything, "metricKind": .anything, "valueType": .anything, "unit": .anything,
        "description": .anything,
        "points": .list(
          .message([
            "interval": .message(["startTime": .anything, "endTime": .anything]),
            "value": .message([
              "boolValue": .anything, "int64Value": .anything, "doubleValue": .anything,
              "stringValue": .anything, "distributionValue": .anything,
            ]),
          ])),
      ]))
  ])
}
