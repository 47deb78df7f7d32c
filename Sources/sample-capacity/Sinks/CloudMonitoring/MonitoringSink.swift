import Shared

/// Writes to Cloud Monitoring, including what earlier runs have kept.
struct MonitoringSink: Sink {
  static let form = "cloud-monitoring"

  private let options: DestinationOptions

  init(_ value: String, _ options: DestinationOptions) { self.options = options }

  var name: String { Self.form }
  var file: String? { nil }
  var turn: SinkTurn { .serviceWithBacklog }

  func write(_ input: SinkInput) -> DestinationResult {
    let google = GoogleIdentity(input.given, options.resource) {
      try GoogleAPI(
        environment: input.environment, scopes: .writeMetrics, requestTimeout: input.requestTimeout,
        stopSource: input.stopSource, log: input.log)
    }
    // If there is a problem, it is unknown where the series belong, so they can only be kept.
    let (place, problem) = google.place(else: input.cluster)
    let series = MonitoringSeries(
      prefix: options.monitoring.metricPrefix, kind: options.resource, place: place, given: input.given,
      service: options.service, writesAll: options.monitoring.allSeries)
    var service: MonitoringService?
    return deliver(input, as: series, isPlaced: problem == nil) { series in
      if let problem { throw problem }
      let known = try service ?? google.service(place.project)
      service = known
      return known.write(series)
    }
  }

  private func deliver(
    _ input: SinkInput, as series: MonitoringSeries, isPlaced: Bool,
    write: @escaping ([TimeSeries]) throws -> WriteOutcome
  ) -> DestinationResult {
    let now = WallClock.now()
    var row = DestinationResult(to: name)
    var backlog: (any Backlog)?
    var unplaced: (any Backlog)?
    do throws(BacklogError) {
      (backlog, unplaced) = try backlogs(of: series, isPlaced: isPlaced, input, &row)
    } catch .locked(let path) {
      row.outcome = .superseded
      row.error = "\(BacklogError.locked(path))"
      return row
    } catch {
      row.note("\(error)", error.exitStatus)
    }
    let delivery = BacklogDelivery(
      backlog ?? NoBacklog(), isLasting: backlog != nil, row: row, now: now, write: write)
    if let unplaced { delivery.takeOver(unplaced) { $0.completed(series.place) } }
    let sample = PendingSample(series.of(input.values, at: input.time), time: input.time)
    // Without nodes, there may be no series.
    return delivery.deliver(sample.series.isEmpty ? nil : sample)
  }

  /// Opens the backlog of this series, if there is a state folder. If the place is known, also opens the
  /// backlog of samples that earlier runs kept without knowing it.
  private func backlogs(
    of series: MonitoringSeries, isPlaced: Bool, _ input: SinkInput, _ row: inout DestinationResult
  ) throws(BacklogError) -> (own: (any Backlog)?, unplaced: (any Backlog)?) {
    guard let folder = options.stateFolder(environment: input.environment) else { return (nil, nil) }
    let state = try StateFolder(folder) { input.log.notice($0) }
    let name = isPlaced ? series.folderName : series.unplacedName
    let own = try BacklogFolder(name, in: state, input.patience)
    guard isPlaced else { return (own, nil) }
    do throws(BacklogError) {
      return (own, try BacklogFolder(ifUsed: series.unplacedName, in: state, input.patience))
    } catch .locked {
      // Another run is keeping a sample there; the next run will find it.
    } catch {
      row.note("\(error)", error.exitStatus)
    }
    return (own, nil)
  }
}
