/// A `timeSeries.create`, which writes the valid series and reports the others.
struct TimeSeriesWrite: Sendable {
  private static let limit = 200
  private let series: [IncomingSeries]

  init(_ body: JSONValue) throws {
    try KnownFields.createTimeSeries.check(body)
    let elements = body["timeSeries"]?.elements ?? []
    guard !elements.isEmpty else {
      throw GoogleError.invalid(field: "timeSeries", "At least one TimeSeries must be written.")
    }
    guard elements.count <= Self.limit else {
      throw GoogleError.invalid(
        field: "timeSeries", "A maximum of \(Self.limit) TimeSeries can be written in a single request.")
    }
    series = try elements.enumerated().map { try IncomingSeries($0.element, index: $0.offset) }
    var seen: Set<String> = []
    for one in series where !seen.insert(one.key).inserted {
      throw GoogleError.invalid(
        field: "timeSeries[\(one.index)]",
        "Duplicate TimeSeries encountered. Only one point can be written per TimeSeries per request.")
    }
  }

  /// Writes to a store. Throws Google's error if any series was not written.
  func apply(to state: inout MonitoringStore.State, _ rules: SeriesRules) throws {
    var refused: [(series: IncomingSeries, error: SeriesError)] = []
    for one in series {
      do throws(SeriesError) {
        try state.failIfOrdered(one.type)
        try rules.check(one, in: state)
        state.append(one, project: rules.project)
      } catch {
        refused.append((one, error))
      }
    }
    if !refused.isEmpty { throw failure(refused) }
  }

  private func failure(_ refused: [(series: IncomingSeries, error: SeriesError)]) -> GoogleError {
    let reasons = refused.map { one in
      let labels = one.series.metricLabels.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }
      return "\(one.error.message): \(one.series.resourceType){} timeSeries[\(one.series.index)]: "
        + "\(one.series.type){\(labels.joined(separator: ","))}"
    }
    let isInternal = refused.contains { $0.error.code == SeriesError.internalError }
    return GoogleError(
      isInternal ? 500 : 400, isInternal ? "INTERNAL" : "INVALID_ARGUMENT",
      "One or more TimeSeries could not be written: \(reasons.joined(separator: "; "))",
      details: [summary(refused.map(\.error.code))])
  }

  /// `google.monitoring.v3.CreateTimeSeriesSummary`, which omits a count of 0.
  private func summary(_ codes: [Int]) -> JSONValue {
    var summary: JSONValue = [
      "@type": "type.googleapis.com/google.monitoring.v3.CreateTimeSeriesSummary",
      "totalPointCount": .integer(series.count),
    ]
    if series.count > codes.count { summary["successPointCount"] = .integer(series.count - codes.count) }
    let counts = Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    summary["errors"] = .array(
      counts.map { ["status": ["code": .integer($0.key)], "pointCount": .integer($0.value)] })
    return summary
  }
}

extension MonitoringStore.State {
  /// Fails if a test requested it or the descriptor is too new.
  fileprivate mutating func failIfOrdered(_ type: String) throws(SeriesError) {
    if let failure = failures[type] {
      let left = failure.times.map { $0 - 1 }
      failures[type]?.times = left
      if left == 0 { failures[type] = nil }
      throw SeriesError(code: failure.code, message: failure.message)
    }
    if let youth = descriptors[type]?.failingWrites, youth > 0 {
      descriptors[type]?.failingWrites -= 1
      throw SeriesError(
        code: SeriesError.internalError,
        message: "Internal error encountered. Please retry after a few seconds. If internal errors persist, "
          + "contact support at https://cloud.google.com/support/docs.")
    }
  }

  /// Appends a point. A type without a descriptor gets a minimal one.
  fileprivate mutating func append(_ incoming: IncomingSeries, project: String) {
    if descriptors[incoming.type] == nil { describe(incoming, project) }
    pointCount += 1
    let point = MonitoringStore.Point(
      end: incoming.end, start: incoming.start, value: incoming.value, number: pointCount)
    let new = MonitoringStore.Series(
      metric: ["type": .string(incoming.type), "labels": .strings(incoming.metricLabels)],
      resource: ["type": .string(incoming.resourceType), "labels": .strings(incoming.resourceLabels)],
      metricKind: incoming.metricKind, valueType: incoming.valueType)
    series[incoming.key, default: new].points.append(point)
  }

  private mutating func describe(_ series: IncomingSeries, _ project: String) {
    let labels = series.metricLabels.keys.sorted().map { ["key": .string($0)] as JSONValue }
    let bare: JSONValue = [
      "type": .string(series.type), "metricKind": .string(series.metricKind),
      "valueType": .string(series.valueType), "labels": .array(labels),
    ]
    descriptors[series.type] = .init(value: DescriptorRules.stored(bare, project: project, before: nil))
  }
}
