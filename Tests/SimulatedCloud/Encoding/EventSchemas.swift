extension Schema {
  static let event = Schema([
    field("metadata", 1, .message(objectMeta)), field("eventTime", 2, .time),
    pointer("series", 3, .message(eventSeries)), field("reportingController", 4, .string),
    field("reportingInstance", 5, .string), field("action", 6, .string), field("reason", 7, .string),
    field("regarding", 8, .message(objectReference)), pointer("related", 9, .message(objectReference)),
    field("note", 10, .string), field("type", 11, .string),
    field("deprecatedSource", 12, .message(eventSource)), field("deprecatedFirstTimestamp", 13, .time),
    field("deprecatedLastTimestamp", 14, .time), field("deprecatedCount", 15, .integer),
  ])

  private static let eventSeries = Schema([
    field("count", 1, .integer), field("lastObservedTime", 2, .time),
  ])

  private static let eventSource = Schema([field("component", 1, .string), field("host", 2, .string)])

  private static let objectReference = Schema([
    field("kind", 1, .string), field("namespace", 2, .string), field("name", 3, .string),
    field("uid", 4, .string), field("apiVersion", 5, .string), field("resourceVersion", 6, .string),
    field("fieldPath", 7, .string),
  ])
}
