import Shared

extension MetricsRun {
  /// How long a new descriptor may take to show.
  private static let longestWait: Duration = .seconds(60)

  /// A step that fails because of the descriptor does not stop the others; any other failure would meet them
  /// too.
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

  /// - Returns: whether it is yet to show.
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
        // Another run is making the same one: it is waited for all the same.
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
        "\(wanted[index].type) was \(report.rows[index].state.rawValue), but does not show yet; run again")
    }
  }
}
