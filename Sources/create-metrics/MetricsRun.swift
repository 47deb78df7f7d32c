import Shared

/// One run: list all descriptors and decide, change them, and wait until the changes are visible.
struct MetricsRun: ToolRun {
  let command: CreateMetrics
  let interruption: Interruption
  let log: Log
  let wanted: [MetricDescriptor]
  var report: MetricsReport

  init(_ command: CreateMetrics, interruption: Interruption, log: Log) {
    self.command = command
    self.interruption = interruption
    self.log = log
    wanted = command.monitoring.metrics.map { MetricDescriptor($0, prefix: command.monitoring.metricPrefix) }
    report = MetricsReport(
      time: Int64(WallClock.now()), goal: command.action.goal, isDryRun: command.action.dryRun)
  }

  mutating func run() throws {
    let service = try connect()
    report.project = service.project
    report.listBegan = true
    let decisions = try decide(service)
    report.rows = zip(wanted, decisions).map { .init(type: $0.type, state: $1.state, detail: $1.detail) }
    guard report.count(.refused) == 0 else {
      return report.note(
        .refused,
        "a descriptor's kind or value type differs, so nothing was changed; only --delete can fix that, and it "
          + "also deletes the metric's history")
    }
    if command.action.dryRun {
      for (index, step) in decisions.map(\.step).enumerated() {
        if let step { report.rows[index].state = step.wouldBe }
      }
    } else {
      try carryOut(decisions.map(\.step), service)
    }
    judge()
  }

  private func connect() throws -> MonitoringService {
    let api = try GoogleAPI(
      environment: processEnvironment(),
      scopes: command.action.goal == .delete ? .manageMetrics : .writeMetrics,
      requestTimeout: command.requests.requestTimeout.duration, stopSource: interruption, log: log)
    log.progress.begin(.contacting("Google Cloud"))
    return try MonitoringService(api, project: command.monitoring.project)
  }

  func list(_ service: MonitoringService) throws(MonitoringError) -> [String: MetricDescriptor] {
    try service.descriptors(prefix: command.monitoring.metricPrefix, pageSize: command.paging.size)
  }

  private func decide(_ service: MonitoringService) throws -> [Decision] {
    let found = try list(service)
    return wanted.map { Decision(report.goal, wanted: $0, found: found[$0.type]) }
  }

  /// Derives the exit status and warnings from the states.
  private mutating func judge() {
    let amiss = report.rows.filter { $0.state == .differs || $0.state == .missing }
    switch report.goal {
    case .check: if !amiss.isEmpty { report.status.combine(with: .differs) }
    case .ensure(update: false):
      for row in amiss where row.state == .differs {
        report.warnings.append(
          Warning(
            message: "\(row.type) differs: \(row.detail), and was left as it is; use --update to fix it"))
      }
    case .ensure, .delete: break
    }
  }
}

extension MetricsRun {
  /// How long a new descriptor may take to become visible.
  private static let longestWait: Duration = .seconds(60)

  /// Takes the steps. If one fails because of its descriptor, the others go on; any other failure would hit
  /// them too.
  mutating func carryOut(_ steps: [Decision.Step?], _ service: MonitoringService) throws(MonitoringError) {
    var pending: [Int] = []
    for (index, step) in steps.enumerated() {
      guard let step else { continue }
      do {
        if try take(step, index, service) { pending.append(index) }
      } catch {
        report.rows[index].state = .failed
        guard error.exitStatus == .protocol else { throw error }
        report.note(error)
      }
    }
    try waitUntilVisible(pending, service)
  }

  /// - Returns: whether the change still has to become visible.
  private mutating func take(
    _ step: Decision.Step, _ index: Int, _ service: MonitoringService
  ) throws(MonitoringError) -> Bool {
    let descriptor = wanted[index]
    switch step {
    case .delete:
      report.rows[index].state = try service.deleteDescriptor(descriptor.type) ? .deleted : .missing
      return false
    case .create, .update:
      do { try service.create(descriptor) } catch {
        // Another run is creating the same one. Wait for it as well.
        guard error.saysConflict else { throw error }
        log.info("\(error)")
      }
      report.rows[index].state = step.done
      report.rows[index].detail = ""
      return true
    }
  }

  private mutating func waitUntilVisible(
    _ changed: [Int], _ service: MonitoringService
  ) throws(MonitoringError) {
    var pending = changed
    var waited = Duration.zero
    var delay = Duration.milliseconds(100)
    while !pending.isEmpty {
      let found = try list(service)
      pending.removeAll { index in
        found[wanted[index].type].map { wanted[index].difference(of: $0).isEmpty } ?? false
      }
      guard !pending.isEmpty, waited < Self.longestWait, service.pause(delay) else { break }
      waited += delay
      delay = min(delay * 2, .seconds(5))
    }
    for index in pending {
      report.rows[index].detail = "not visible yet"
      report.note(
        .tempfail,
        "\(wanted[index].type) was \(report.rows[index].state.rawValue), but is not visible yet; run again")
    }
  }
}
