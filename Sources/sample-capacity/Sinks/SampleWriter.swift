import Shared

extension SampleRun {
  /// Hands the sample to each destination that was asked for; one's failure stops no other.
  mutating func write(_ sample: CapacitySample, of cluster: SampledCluster) -> [DestinationResult] {
    let writing = SampleWriter(
      command, sample, of: cluster, context: report.context, stopSource: interruption, log: log)
    let rows = writing.writeAll()
    for row in rows {
      guard let error = row.error else { continue }
      let message = "\(row.to): \(error)"
      if row.status == .ok { log.warning(message) } else { log.error(message) }
    }
    return rows
  }
}

/// One sample on its way to all destinations.
struct SampleWriter {
  let options: DestinationOptions
  let command: SampleCapacity
  let sample: CapacitySample
  let values: [CapacityValue]
  let cluster: SampledCluster
  /// The kubeconfig's, if there is one.
  let context: String?
  let environment = processEnvironment()
  let stopSource: any StopSource
  let log: Log

  init(
    _ command: SampleCapacity, _ sample: CapacitySample, of cluster: SampledCluster,
    context: String?, stopSource: any StopSource, log: Log
  ) {
    self.command = command
    options = command.destinations
    self.sample = sample
    values = sample.values()
    self.cluster = cluster
    self.context = context
    self.stopSource = stopSource
    self.log = log
  }

  /// - Returns: a row a destination, in the order that they were given.
  func writeAll() -> [DestinationResult] {
    let destinations = (try? options.destinations()) ?? []
    if command.snapshot.isGiven, let service = destinations.first(where: \.isService) {
      log.notice("what the snapshot shows goes to \(service.name) as cluster \(cluster.name)")
    }
    var rows: [Destination: DestinationResult] = [:]
    for destination in destinations.sorted(by: { $0.turn < $1.turn }) {
      let backlog = rows[.cloudMonitoring]?.backlog ?? 0
      var row = DestinationResult(to: destination.name)
      do { try write(to: destination, &row, backlog: backlog) } catch { row.failed(error) }
      rows[destination] = row
    }
    return destinations.compactMap { rows[$0] }
  }

  private func write(to destination: Destination, _ row: inout DestinationResult, backlog: Int) throws {
    switch destination {
    case .csv(let path):
      try CSVSink(path: path, cluster: cluster.name, patience: patience).write(sample)
      row.points = values.count
    case .otlp(let endpoint): try write(to: endpoint, &row)
    case .cloudMonitoring: row = writeToMonitoring()
    case .prometheus(let path):
      try PrometheusSink(path: path, cluster: cluster.name).write(values, backlog: backlog)
      row.points = values.count
    }
  }

  private func write(to endpoint: OTLPEndpoint, _ row: inout DestinationResult) throws {
    let sink = try OTLPSink(
      endpoint, environment: environment, requestTimeout: command.requests.requestTimeout.duration,
      stopSource: stopSource, log: log)
    let written = values.filter { $0.metric.isWritten(all: options.monitoring.allSeries) }
    let answer = try sink.write(OTLPBody(values: written, cluster: cluster.name, place: place, time: time))
    row.points = written.count - answer.rejected
    let message = answer.message ?? "no reason given"
    if answer.rejected > 0 {
      row.outcome = row.points > 0 ? .partial : .failed
      row.note("\(answer.rejected) points were refused: \(message)", .protocol)
    } else if answer.message != nil {
      log.warning("\(row.to): \(message)")
    }
  }

  private func writeToMonitoring() -> DestinationResult {
    let google = GoogleIdentity(command, context: context) {
      try GoogleAPI(
        environment: environment, scopes: .writeMetrics,
        requestTimeout: command.requests.requestTimeout.duration, stopSource: stopSource, log: log)
    }
    let (place, problem) = google.place(else: cluster.name)
    let series = MonitoringSeries(
      prefix: options.monitoring.metricPrefix, kind: options.resource, place: place, given: google.given,
      service: options.service, writesAll: options.monitoring.allSeries)
    var service: MonitoringService?
    var sink = MonitoringSink(series: series, problem: problem) {
      let known = try service ?? google.service(place.project)
      service = known
      return known
    }
    sink.say = { log.notice($0) }
    return sink.write(
      values, at: time, keptIn: options.stateFolder(environment: environment), patience,
      now: WallClock.now())
  }

  /// Only what was said: a collector is not worth asking Google for.
  private var place: GooglePlace? {
    let project = options.monitoring.project ?? command.cluster.gke?.project
    return project.map {
      GooglePlace(project: $0, location: options.location ?? command.cluster.gke?.location)
    }
  }

  private var patience: FileLock.Patience {
    .init(command.requests.requestTimeout.duration, stopSource: stopSource)
  }

  private var time: RFC3339.Instant { .init(sample.time) }
}

extension Destination {
  /// Files first, which nothing can hold up; last the one that says what is left of the others.
  fileprivate var turn: Int {
    switch self {
    case .csv: 0
    case .otlp: 1
    case .cloudMonitoring: 2
    case .prometheus: 3
    }
  }
}
