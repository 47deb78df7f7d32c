/// `/v3/projects/P/timeSeries`: create and list.
struct TimeSeriesRoute: GoogleRoute {
  func answer(_ call: GoogleCall) throws -> Answer? {
    let words = call.words
    guard words.count == 4, words[0] == "v3", words[1] == "projects", words[3] == "timeSeries" else {
      return nil
    }
    switch call.request.method {
    case "POST": return try create(words[2], call)
    case "GET": return try list(words[2], call)
    default: return nil
    }
  }

  private func create(_ project: String, _ call: GoogleCall) throws -> Answer {
    try call.require(
      "monitoring.timeSeries.create", scopes: MonitoringScopes.all + MonitoringScopes.write, project: project)
    let write = try TimeSeriesWrite(try call.body())
    let state = call.state
    let rules = SeriesRules(
      now: state.now * GoogleTime.second, project: state.project, behavior: state.behavior)
    try state.monitoring.transact { try write.apply(to: &$0, rules) }
    return .google(.object([]))
  }

  private func list(_ project: String, _ call: GoogleCall) throws -> Answer {
    try call.require(
      "monitoring.timeSeries.list", scopes: MonitoringScopes.all + MonitoringScopes.read, project: project)
    let filter = try MetricFilter(call.request.query["filter"] ?? "")
    guard let end = try time("interval.endTime", call) else {
      throw GoogleError.invalid(field: "interval.endTime", "The end time is missing.")
    }
    let start = try time("interval.startTime", call) ?? end - 1
    let headersOnly = call.request.query["view"] == "HEADERS"
    let found = call.state.monitoring.transact { state in
      state.series.sorted { $0.key < $1.key }.map(\.value)
        .filter { filter.matches($0.metric["type"]?.text ?? "") }
        .compactMap { $0.shown(from: start, to: end, withPoints: !headersOnly) }
    }
    return .google(try ResultPage(call).of(found, named: "timeSeries"))
  }

  private func time(_ name: String, _ call: GoogleCall) throws -> Int64? {
    guard let text = call.request.query[name] else { return nil }
    guard let time = GoogleTime.nanoseconds(text) else {
      throw GoogleError.invalid(field: name, text, "Illegal timestamp format")
    }
    return time
  }
}

extension MonitoringStore.Series {
  /// The series with its points in an interval, newest first; nil if there are none.
  fileprivate func shown(from start: Int64, to end: Int64, withPoints: Bool) -> JSONValue? {
    let inside = points.filter { $0.end > start && $0.end <= end }
    guard !inside.isEmpty else { return nil }
    var value: JSONValue = [
      "metric": metric, "resource": resource, "metricKind": .string(metricKind),
      "valueType": .string(valueType),
    ]
    if withPoints { value["points"] = .array(inside.reversed().map(\.shown)) }
    return value
  }
}

extension MonitoringStore.Point {
  fileprivate var shown: JSONValue {
    let interval: JSONValue = [
      "startTime": .string(GoogleTime.text(start ?? end)), "endTime": .string(GoogleTime.text(end)),
    ]
    return ["interval": interval, "value": value]
  }
}
