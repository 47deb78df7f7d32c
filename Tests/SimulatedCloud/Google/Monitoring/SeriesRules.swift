/// Why a series was not written.
struct SeriesError: Error, Sendable {
  /// A gRPC status code.
  var code: Int
  var message: String

  static let invalidArgument = 3
  static let failedPrecondition = 9
  static let internalError = 13

  static func invalid(_ field: String, _ value: String, _ why: String) -> SeriesError {
    SeriesError(code: invalidArgument, message: GoogleError.invalid(field: field, value, why).message)
  }
}

/// Monitoring's rules for well-formed series.
struct SeriesRules: Sendable {
  private static let oldest: Int64 = 25 * 3600 * GoogleTime.second
  private static let farthest: Int64 = 300 * GoogleTime.second

  /// Nanoseconds since 1970.
  let now: Int64
  let project: String
  let behavior: GoogleBehavior

  func check(_ series: IncomingSeries, in state: MonitoringStore.State) throws(SeriesError) {
    try checkResource(series)
    try checkMetric(series, state.descriptors[series.type]?.value)
    try checkInterval(series)
    if let last = state.series[series.key]?.points.last { try checkOrder(series, after: last.end) }
  }

  private func checkResource(_ series: IncomingSeries) throws(SeriesError) {
    let field = "timeSeries[\(series.index)].resource"
    guard let known = ResourceTypes.labels[series.resourceType] else {
      throw .invalid(field + ".type", series.resourceType, "The monitored resource type is not supported.")
    }
    for key in series.resourceLabels.keys.sorted() where !known.contains(key) {
      throw .invalid(field + ".labels", key, "Unrecognized resource label.")
    }
    for key in known.sorted() where series.resourceLabels[key]?.isEmpty ?? true {
      throw .invalid(field + ".labels", key, "The resource label is missing.")
    }
    guard series.resourceLabels["project_id"] == project else {
      throw .invalid(
        field + ".labels.project_id", series.resourceLabels["project_id"] ?? "", "Not this project.")
    }
  }

  private func checkMetric(_ series: IncomingSeries, _ descriptor: JSONValue?) throws(SeriesError) {
    let field = "timeSeries[\(series.index)]"
    for key in series.metricLabels.keys.sorted() where !DescriptorRules.isLabelKey(key) {
      throw .invalid(field + ".metric.labels", key, "The label key is not valid.")
    }
    guard let descriptor else {
      do { try DescriptorRules.checkType(series.type, field: field + ".metric.type") } catch {
        throw SeriesError(code: SeriesError.invalidArgument, message: error.message)
      }
      return
    }
    let known = Set((descriptor["labels"]?.elements ?? []).compactMap { $0["key"]?.text })
    for key in series.metricLabels.keys.sorted() where !known.contains(key) {
      throw .invalid(field + ".metric.labels", key, "Unrecognized metric label.")
    }
    guard descriptor["valueType"]?.text == series.valueType else {
      throw .invalid(field + ".valueType", series.valueType, "Not the value type of the metric.")
    }
    guard descriptor["metricKind"]?.text == series.metricKind else {
      throw .invalid(field + ".metricKind", series.metricKind, "Not the kind of the metric.")
    }
  }

  private func checkInterval(_ series: IncomingSeries) throws(SeriesError) {
    let field = "timeSeries[\(series.index)].points[0].interval"
    let end = GoogleTime.text(series.end)
    if series.metricKind == "GAUGE", let start = series.start, start != series.end {
      throw .invalid(
        field + ".start_time", GoogleTime.text(start),
        "The start time must be equal to the end time (\(end)) for the gauge metric '\(series.type)'.")
    }
    if series.metricKind != "GAUGE", series.start.map({ $0 >= series.end }) ?? true {
      throw .invalid(
        field + ".start_time", series.start.map(GoogleTime.text) ?? "",
        "The start time must be before the end time (\(end)) for the non-gauge metric '\(series.type)'.")
    }
    if series.end < now - Self.oldest {
      throw .invalid(field + ".end_time", end, "Data points cannot be written more than 25h in the past.")
    }
    if series.end > now + Self.farthest {
      throw .invalid(field + ".end_time", end, "Data points cannot be written more than 5m in the future.")
    }
  }

  private func checkOrder(_ series: IncomingSeries, after last: Int64) throws(SeriesError) {
    if series.end < last {
      throw SeriesError(
        code: SeriesError.failedPrecondition,
        message:
          "Points must be written in order. One or more of the points specified had an older start time "
          + "than the most recent point.")
    }
    if series.end < last + behavior.samplingPeriod * GoogleTime.second || series.end == last {
      throw SeriesError(
        code: SeriesError.failedPrecondition,
        message:
          "One or more points were written more frequently than the maximum sampling period configured "
          + "for the metric.")
    }
  }
}
